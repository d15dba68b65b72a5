import { QueryFailedError } from 'typeorm';

/** Whether a statement gave up because somebody else holds the lock: PostgreSQL's `lock_not_available`. */
export function isLockRefused(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const driverError: unknown = error.driverError;
  return (
    typeof driverError === 'object' && driverError !== null && 'code' in driverError && driverError.code === '55P03'
  );
}

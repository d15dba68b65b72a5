import { KancaError } from '@kanca/core';

const STORED_STATES = ['pending', 'running', 'delivered', 'dead', 'cancelled'];

/** SQL for a delivery state as the API shows it: `held` is a pending delivery whose consumer is not active, or whose key is blocked by it. */
export function stateCondition(state: string): string {
  if (state === 'held') return `d.state = 'pending' AND (c.state <> 'active' OR d.blocked)`;
  if (state === 'pending') return `d.state = 'pending' AND c.state = 'active' AND NOT d.blocked`;
  if (STORED_STATES.includes(state)) return `d.state = '${state}'`;
  throw new KancaError('invalid_request', `state: expected one of held, ${STORED_STATES.join(', ')}.`, {
    problems: [{ field: 'state', problem: 'is not a state of a delivery' }],
  });
}

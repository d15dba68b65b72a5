/** A sleep that can be ended early. A wake that comes while nobody sleeps ends the next sleep at once, so none is missed. */
export class Sleeper {
  private wakeNow: (() => void) | null = null;
  private woken = false;

  wake(): void {
    this.woken = true;
    this.wakeNow?.();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wakeNow = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.woken = false;
    this.wakeNow = null;
  }
}

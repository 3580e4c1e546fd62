// Letting the event loop turn: pages repaint, and finalizers free device memory, only between macrotasks.

declare const setImmediate: ((run: () => void) => void) | undefined;

/** Resolves in a later macrotask, without the delay that browsers put on nested timers. */
export const macrotask = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else if (typeof MessageChannel === "function") postMessageTo(resolve);
    else setTimeout(resolve, 0);
  });

function postMessageTo(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  const receive = (): void => {
    port1.close();
    run();
  };
  port1.addEventListener("message", receive);
  port1.start();
  port2.postMessage(null);
}

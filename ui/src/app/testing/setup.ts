import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';

// A second is short on a computer that also builds.
configure({ asyncUtilTimeout: 5000 });

// jsdom lays nothing out. Scrollers are given a height and everything else the height of a row, so that
// the virtual lists have something to reckon with.
beforeAll(() => {
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: {
      configurable: true,
      get(this: HTMLElement) {
        return this.hasAttribute('data-scroller') ? 460 : 46;
      },
    },
    offsetWidth: { configurable: true, get: () => 600 },
    clientHeight: {
      configurable: true,
      get(this: HTMLElement) {
        return this.offsetHeight;
      },
    },
    scrollHeight: {
      configurable: true,
      get(this: HTMLElement) {
        const inside = this.querySelector<HTMLElement>('[style*=block-size]');
        return Number.parseFloat(inside?.style.blockSize ?? '') || this.offsetHeight;
      },
    },
  });
  // jsdom has no CSS object. Every key of the tests is plain enough to stand in quotes as it is.
  globalThis.CSS = { escape: (text: string) => text.replace(/["\\]/g, '\\$&') } as typeof CSS;
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  Element.prototype.scrollTo = function scrollTo(this: Element, x?: ScrollToOptions | number, y?: number) {
    this.scrollTop = typeof x === 'object' ? (x.top ?? 0) : (y ?? 0);
    this.dispatchEvent(new Event('scroll'));
  };
  Element.prototype.scrollIntoView = () => {};
});

afterEach(cleanup);

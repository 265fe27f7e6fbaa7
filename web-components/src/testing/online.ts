import { beforeEach, vi } from 'vitest';

/** Tests need no network, but a browser on a machine without one calls itself offline; a test that wants that says so. */
beforeEach(() => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
});

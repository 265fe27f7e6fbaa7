/** Whether it is an address, and not a file. */
export const isAddress = (source: string): boolean => /^https?:\/\//i.test(source);

/** Whether an address is, or lies below, one of those that are allowed: same protocol, host and port, no user, no `..`. */
export function isAllowedSource(address: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || /%2e|%2f|%5c/i.test(url.pathname)) return false;
  return allowed.some((one) => {
    if (!URL.canParse(one)) return false;
    const { origin, pathname } = new URL(one);
    const folder = pathname.endsWith('/') ? pathname : `${pathname}/`;
    return origin === url.origin && (url.pathname === pathname || url.pathname.startsWith(folder));
  });
}

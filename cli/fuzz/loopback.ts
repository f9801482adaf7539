/** Whether an endpoint is on this machine: limits that spare others do not apply. RFC 1122 section 3.2.1.3, RFC 4291. */
export function isLoopback(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

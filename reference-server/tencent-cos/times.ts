/** `2017-06-23T12:33:26.000Z`, as listings write times. Sheet 1.7. */
export function isoMillis(ms: number): string {
  return new Date(ms).toISOString();
}

/** `2019-05-24T11:49:50Z`, as GET Service writes them in later documents, which official clients parse. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Wed Jan 18 16:04:17 2017`, as the multipart chapters write times; UTC. Sheet 1.7. */
export function asctime(ms: number): string {
  const date = new Date(ms);
  const day = String(date.getUTCDate()).padStart(2, '0');
  const time = date.toISOString().slice(11, 19);
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${time} ${date.getUTCFullYear()}`;
}

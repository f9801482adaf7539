import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type EndpointSettings, hostAndPort } from './endpoint.ts';
import { DialError, dialFailure } from './failure.ts';

/**
 * Opens a connection to the endpoint, TLS handshake included.
 * @param timeoutMs how long that may take
 * @param opened told of the socket at once, before it is connected, so that the caller can destroy it
 * @returns the connected socket, paused; it always has an error listener, so a late error is never fatal
 * @throws DialError (as a rejection) with the failure to report
 */
export function dial(
  settings: EndpointSettings,
  timeoutMs: number,
  opened: (socket: Socket) => void = () => {},
): Promise<Socket> {
  const { port, secure } = hostAndPort(settings.endpoint);
  const where = `${settings.endpoint.hostname}:${port}`;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      reject(error instanceof DialError ? error : new DialError(dialFailure(error, where, secure)));
    };
    let socket: Socket | undefined;
    const timer = setTimeout(() => {
      const message = `no connection to ${where} within ${timeoutMs} ms`;
      fail(new DialError({ kind: 'connect-timeout', message }));
      socket?.destroy();
    }, timeoutMs);
    try {
      socket = open(settings);
    } catch (error) {
      fail(error);
      return;
    }
    opened(socket);
    socket.setNoDelay(true);
    socket.on('error', fail);
    let isOpen = false;
    socket.once('close', () => {
      // Most connections are closed some day: nobody asks why, and an error is dear.
      if (isOpen) return;
      fail(new DialError({ kind: 'connect-refused', message: `${where} closed the connection at once` }));
    });
    const connected = socket;
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      isOpen = true;
      resolve(connected);
    });
  });
}

function open(settings: EndpointSettings): Socket {
  const { host, port, secure } = hostAndPort(settings.endpoint);
  if (!secure) return connectPlain({ host, port });
  const name = settings.serverName ?? host;
  return connectTls({
    host,
    port,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: settings.insecure !== true,
    // an address is no server name: RFC 6066 section 3
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(settings.ca === undefined ? {} : { ca: settings.ca }),
  });
}

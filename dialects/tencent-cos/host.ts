/** What the Host header of a request says it addresses. Sheet 1.1; T-ADDR-01 to -05, -14. */
export type HostTarget =
  /** GET Service, of every region or of one. */
  | { readonly kind: 'service'; readonly region: string | undefined }
  | { readonly kind: 'bucket'; readonly bucket: string; readonly region: string | undefined }
  /** A bucket label that lacks its APPID. */
  | { readonly kind: 'missing-appid'; readonly label: string }
  /** Nothing this service answers for, e.g. an IP address: path style or a default bucket is up to the server. */
  | { readonly kind: 'other' };

const DOMAINS = String.raw`(?:myqcloud\.com|tencentcos\.cn)`;
const SERVICE = new RegExp(`^service\\.cos(?:-internal)?\\.${DOMAINS}$`);
const REGION = new RegExp(`^cos(?:-internal)?\\.([a-z0-9-]+)\\.${DOMAINS}$`);
const BUCKET = new RegExp(`^([^.]+)\\.cos(?:-internal)?\\.([a-z0-9-]+)\\.${DOMAINS}$`);
/** Hosts of the base document's older samples: no `cos` label. */
const LEGACY = /^([^.]+)\.(cn-north|cn-south|cn-south-2|cn-east|cn-southwest|sg)\.myqcloud\.com$/;
const APPID = /^.+-\d+$/;
/** The longest name the DNS knows. RFC 1035 section 2.3.4. */
const MAX_HOST = 253;

/**
 * Reads a Host header.
 * @param host value of the header, with or without port
 * @param suffix what follows the bucket's label on a private installation, e.g. `cos.ap-beijing.localhost`
 */
export function parseHost(host: string, suffix?: string): HostTarget {
  const name = hostName(host);
  if (name === '' || name.length > MAX_HOST) return { kind: 'other' };
  if (SERVICE.test(name)) return { kind: 'service', region: undefined };
  const region = REGION.exec(name);
  if (region) return { kind: 'service', region: region[1] };
  const found = BUCKET.exec(name) ?? LEGACY.exec(name);
  if (found) return bucketTarget(found[1] ?? '', found[2]);
  return suffix === undefined ? { kind: 'other' } : underSuffix(name, suffix.toLowerCase());
}

function underSuffix(name: string, suffix: string): HostTarget {
  const region = /^cos\.([a-z0-9-]+)\./.exec(suffix)?.[1];
  if (name === suffix) return { kind: 'service', region };
  if (name === `service.${suffix}`) return { kind: 'service', region: undefined };
  if (!name.endsWith(`.${suffix}`)) return { kind: 'other' };
  const label = name.slice(0, -suffix.length - 1);
  return label.includes('.') ? { kind: 'other' } : bucketTarget(label, region);
}

function bucketTarget(label: string, region: string | undefined): HostTarget {
  return APPID.test(label) ? { kind: 'bucket', bucket: label, region } : { kind: 'missing-appid', label };
}

/** The name in lower case, without port and without the root label's dot. */
function hostName(host: string): string {
  return host.trim().replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase();
}

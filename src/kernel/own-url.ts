declare const own: unique symbol;
/** An address of this product: nothing in it but its encoded segments was chosen by others. */
export type OwnUrl = string & { readonly [own]: true };

/**
 * The address of a page below our own base address (http or https, of the configuration). Segments may
 * be anything: each is percent-encoded, so that it can end neither the path nor any markup round it.
 */
export function toOwnUrl(base: string, ...segments: readonly string[]): OwnUrl {
  const url = new URL(base);
  const isPlain = url.username === '' && url.search === '' && url.hash === '';
  if (!/^https?:$/.test(url.protocol) || !isPlain) throw new Error(`no base address: ${base}`);
  const path = [url.pathname.replace(/\/$/, ''), ...segments.map(toSegment)].join('/');
  return `${url.origin}${path}` as OwnUrl;
}

function toSegment(untrusted: string): string {
  // A segment of dots alone is a step to another page, even when it is encoded.
  if (/^\.{0,2}$/.test(untrusted)) throw new Error('no segment of an address');
  return encodeURIComponent(untrusted.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*_~]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
}

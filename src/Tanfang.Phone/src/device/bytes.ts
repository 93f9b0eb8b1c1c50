export const utf8 = (text: string) => new TextEncoder().encode(text)
export const fromUtf8 = (bytes: BufferSource) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

export function toBase64(data: ArrayBuffer | Uint8Array) {
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data)
  let text = ''
  // In pieces: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(text)
}

export function fromBase64(text: string) {
  const bytes = atob(text)
  const data = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) data[i] = bytes.charCodeAt(i)
  return data
}

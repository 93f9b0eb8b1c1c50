import { fromUtf8, utf8 } from './bytes'

/** The data key as it rests: wrapped under a key that only the PIN gives. */
export interface Lock {
  /** Names the data key; rows say under which one they were encrypted. */
  keyId: string
  salt: Uint8Array
  iv: Uint8Array
  wrapped: ArrayBuffer
  rounds: number
  wrongPins: number
  waitUntil?: number
}

/** Something encrypted under the data key. */
export interface Sealed { iv: Uint8Array; data: ArrayBuffer }

const uses: KeyUsage[] = ['encrypt', 'decrypt']
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

async function keyOf(pin: string, salt: Uint8Array, rounds: number) {
  const material = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations: rounds }
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
}

export async function makeLock(pin: string, rounds: number, keyId: string): Promise<{ lock: Lock; key: CryptoKey }> {
  const [salt, iv] = [random(16), random(12)]
  const pinKey = await keyOf(pin, salt, rounds)
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, uses)
  const wrapped = await crypto.subtle.wrapKey('raw', fresh, pinKey, { name: 'AES-GCM', iv })
  const lock = { keyId, salt, iv, wrapped, rounds, wrongPins: 0 }
  return { lock, key: (await openLock(lock, pin))! }
}

/** Not extractable; undefined when the PIN is wrong. */
export async function openLock(lock: Lock, pin: string): Promise<CryptoKey | undefined> {
  const pinKey = await keyOf(pin, lock.salt, lock.rounds)
  try {
    const how = { name: 'AES-GCM', iv: lock.iv as BufferSource }
    return await crypto.subtle.unwrapKey('raw', lock.wrapped, pinKey, how, 'AES-GCM', false, uses)
  } catch {
    return undefined
  }
}

/** Bound to its place: a row copied to another one does not open. */
const placeOf = (store: string, id: string) => utf8(`${store}/${id}`)

export async function seal(key: CryptoKey, store: string, id: string, value: unknown): Promise<Sealed> {
  const iv = random(12)
  const how = { name: 'AES-GCM', iv: iv as BufferSource, additionalData: placeOf(store, id) as BufferSource }
  return { iv, data: await crypto.subtle.encrypt(how, key, utf8(JSON.stringify(value)) as BufferSource) }
}

/** Undefined when it was sealed under another key or for another place, or was damaged. */
export async function unseal<T>(key: CryptoKey, store: string, id: string, sealed: Sealed | undefined): Promise<T | undefined> {
  if (!sealed) return undefined
  const how = { name: 'AES-GCM', iv: sealed.iv as BufferSource, additionalData: placeOf(store, id) as BufferSource }
  try {
    return JSON.parse(fromUtf8(await crypto.subtle.decrypt(how, key, sealed.data)))
  } catch {
    return undefined
  }
}

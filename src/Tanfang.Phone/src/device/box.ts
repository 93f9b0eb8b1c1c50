import { fromBase64, toBase64, utf8 } from './bytes'
import { isId } from './ids'
import type { Uuid } from './types'

/** The server's public key, to which every record is sealed when it is saved. */
export interface SealTo { id: string; point: string }

/** A record that only the server can open, so that it can leave this phone without a PIN or by other hands. */
export interface Box { v: 1; id: Uuid; to: string; epk: string; iv: string; box: string }

const curve = { name: 'ECDH', namedCurve: 'P-256' }
const info = utf8('tanfang handover v1')

export async function sealBox(to: SealTo, id: Uuid, token: string, record: string): Promise<Box> {
  const theirs = await crypto.subtle.importKey('raw', fromBase64(to.point), curve, false, [])
  const ours = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = utf8(JSON.stringify({ token, record }))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(id) }, key, plain)
  const epk = await crypto.subtle.exportKey('raw', ours.publicKey)
  return { v: 1, id, to: to.id, epk: toBase64(epk), iv: toBase64(iv), box: toBase64(sealed) }
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/** Exactly the fields of a box, of a box's shape; undefined when it is none. */
export function readBox(value: any): Box | undefined {
  if (!value || value.v !== 1 || !isId(value.id)) return undefined
  const texts = [value.epk, value.iv, value.box]
  const sound =
    typeof value.to === 'string' && value.to.length <= 100 && texts.every(text => typeof text === 'string' && base64.test(text))
  if (!sound || value.epk.length !== 88 || value.iv.length !== 16) return undefined
  return { v: 1, id: value.id, to: value.to, epk: value.epk, iv: value.iv, box: value.box }
}

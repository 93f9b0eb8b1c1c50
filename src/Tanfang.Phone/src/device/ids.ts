import type { Uuid } from './types'

let lastTime = 0
let counter = 0

/** UUIDv7: 48 bits of time, 12 bits that count within it, 62 of chance. Each is greater than the one before, even when the clock goes back. */
export function newId(now: number): Uuid {
  if (now > lastTime) {
    lastTime = Math.floor(now)
    counter = 0
  } else if (++counter > 0xfff) {
    lastTime++
    counter = 0
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(lastTime / 0x10000))
  view.setUint16(4, lastTime % 0x10000)
  view.setUint16(6, 0x7000 | counter)
  bytes[8] = 0x80 | (bytes[8] & 0x3f)
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Ids made from now on follow this one: what an earlier run of the application made. An absurd time is not followed. */
export function newIdsAfter(id: Uuid, now: number) {
  const time = parseInt(id.replace('-', '').slice(0, 12), 16)
  if (time > lastTime && time < now + 86_400_000) {
    lastTime = time
    counter = 0xfff
  }
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isId = (value: unknown): value is Uuid => typeof value === 'string' && shape.test(value)

import type { Reader } from './reader'

export const mostImageBytes = 10_240

const most = 10
const roles = ['visitor', 'elder', 'desk']
const kinds = ['drawn', 'thumbprint', 'proxy', 'refused']
const image = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/]*={0,2})$/

export function readSignatures(reader: Reader) {
  const value = reader.get('signatures')
  if (value === undefined || value === null) return
  if (!Array.isArray(value) || value.length > most || !value.every(isSound)) reader.refuse('signatures', '签字', '不是签字的列表')
}

const texts = ['role', 'name', 'kind', 'image', 'relation', 'reason']

function isSound(signature: any): boolean {
  if (typeof signature === 'string') return true
  if (typeof signature !== 'object' || signature === null || Array.isArray(signature)) return false
  if (texts.some(text => signature[text] != null && typeof signature[text] !== 'string')) return false
  const { role, kind, image, relation, reason } = signature
  if ((role != null && !roles.includes(role)) || (kind != null && !kinds.includes(kind))) return false
  if ((relation?.length ?? 0) > 30 || (reason?.length ?? 0) > 100) return false
  return image == null ? kind !== 'drawn' && kind !== 'thumbprint' : isSmallImage(image)
}

function isSmallImage(value: unknown): boolean {
  const data = typeof value === 'string' ? image.exec(value)?.[2] : undefined
  if (!data || data.length % 4 !== 0) return false
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0
  return (data.length / 4) * 3 - padding <= mostImageBytes
}

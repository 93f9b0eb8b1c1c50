import { type Box, readBox } from './box'
import { stampOf } from './days'
import type { Inside } from './inside'
import { type Row, write } from './store'
import type { Fault } from './types'

const kind = 'tanfang-transfer'
const notOurs: Fault = { field: 'file', message: '这不是探访的转移包，或文件不完整' }

/** Everything without a receipt, sealed: who finds the file learns nothing. Here nothing changes; the server knows each record again. */
export async function makePackage(inside: Inside) {
  const rows = (await inside.store.getAll('queue')).filter(row => row.state !== 'received')
  const made = inside.now()
  const text = JSON.stringify({ kind, v: 1, made: new Date(made).toISOString(), boxes: rows.map(row => row.box) })
  const blob = new Blob([text], { type: 'application/json' })
  return { name: `tanfang-${stampOf(made)}.tanfang`, blob, count: rows.length }
}

export async function takePackage(inside: Inside, file: Blob): Promise<Fault | { count: number }> {
  const found = read(await file.text())
  if (!found) return notOurs
  const count = await write(inside.store, ['queue'], async tx => {
    const queue = tx.objectStore('queue')
    let taken = 0
    for (const box of found.boxes) {
      if (await queue.get(box.id)) continue
      const row: Row = { id: box.id, kind: 'sealed', savedAt: found.made, bytes: box.box.length, state: 'waiting', box }
      await queue.put(row)
      taken++
    }
    return taken
  })
  await inside.count()
  return { count }
}

/** All or nothing: half a package would be taken for a whole one. */
function read(text: string): { made: string; boxes: Box[] } | undefined {
  try {
    const file = JSON.parse(text)
    if (file.kind !== kind || file.v !== 1 || !Array.isArray(file.boxes) || isNaN(Date.parse(file.made))) return undefined
    const boxes = file.boxes.map(readBox)
    return boxes.includes(undefined) ? undefined : { made: file.made, boxes }
  } catch {
    return undefined
  }
}

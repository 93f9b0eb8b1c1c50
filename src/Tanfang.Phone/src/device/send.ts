import type { Inside, Open } from './inside'
import { textOf } from './queue'
import { type Row, write } from './store'
import { Refused, Unreachable } from './talk'
import type { Outcome, Uuid } from './types'

const mostInBatch = 50
const mostBytes = 4 * 1024 * 1024

/** One record as it goes out: its text, or its box. */
interface Piece { row: Row; text: string }
interface Way { path: string; token?: string; list: 'items' | 'boxes' }

interface Answer {
  id?: Uuid
  outcome: Outcome
  receipt?: string
  ordinal?: number
  reason?: string
  code?: string
  currentOutcome?: Outcome
}

/** With its text where `open` can read it. */
async function dueRows(inside: Inside, open?: Open) {
  const rows = await inside.store.getAll('queue')
  const due = rows.filter(row => row.state === 'waiting' || (row.state === 'trouble' && !row.final))
  return Promise.all(due.map(async row => ({ row, saved: open && (await textOf(inside, row, open)) })))
}

/** What this device can read, as itself. */
export async function sendOwn(inside: Inside, open: Open) {
  const due = await dueRows(inside, open)
  const pieces = due.flatMap(({ row, saved }) => (saved ? [{ row, text: saved.text }] : []))
  await send(inside, pieces, { path: '/records', token: open.token, list: 'items' })
}

/** The boxes of what `open` cannot read: of others, of a key that is gone; without it, all. Says how many arrived. */
export async function sendBoxes(inside: Inside, open?: Open): Promise<number> {
  const due = await dueRows(inside, open)
  const pieces = due.filter(({ saved }) => !saved).map(({ row }) => ({ row, text: JSON.stringify(row.box) }))
  return send(inside, pieces, { path: '/handovers', list: 'boxes' })
}

async function send(inside: Inside, pieces: Piece[], way: Way): Promise<number> {
  // What made trouble before goes alone, after the others.
  const { broke } = inside.line
  const rank = ({ row }: Piece) => (broke.get(row.id) ?? 0) + (row.state === 'trouble' ? 1 : 0)
  const fresh = pieces.filter(piece => rank(piece) === 0)
  const slow = pieces.filter(piece => rank(piece) > 0).sort((a, b) => rank(a) - rank(b))
  let arrived = 0
  while (fresh.length > 0) arrived += await deliver(inside, cut(fresh, inside.line.batch), way)
  for (const piece of slow) arrived += await deliver(inside, [piece], way)
  return arrived
}

function cut(pieces: Piece[], most: number): Piece[] {
  // A box is longer than its record, and in ASCII.
  const sizeOf = ({ row, text }: Piece) => Math.max(row.bytes, text.length) + 1
  let [count, bytes] = [1, sizeOf(pieces[0])]
  while (count < pieces.length && count < most && bytes + sizeOf(pieces[count]) <= mostBytes) bytes += sizeOf(pieces[count++])
  return pieces.splice(0, count)
}

async function deliver(inside: Inside, pieces: Piece[], way: Way): Promise<number> {
  const ids = pieces.map(piece => piece.row.id)
  for (const id of ids) inside.sending.add(id)
  inside.changed()
  try {
    // Joined, not built anew: the server's hash is over these very bytes.
    const sentAt = new Date(inside.world.clock()).toISOString()
    const body = `{"sentAt":"${sentAt}","${way.list}":[${pieces.map(piece => piece.text).join(',')}]}`
    const answer = await inside.ask(way.path, { token: way.token, body, seconds: 90 })
    if (!Array.isArray(answer?.items)) throw new Unreachable('服务器的回答看不懂')
    inside.line.batch = Math.min(mostInBatch, inside.line.batch * 2)
    for (const id of ids) inside.line.broke.delete(id)
    return await note(inside, ids, answer.items)
  } catch (failure) {
    if (failure instanceof Unreachable) remember(inside, ids)
    if (!(failure instanceof Refused)) throw failure
    if (pieces.length === 1) return await trouble(inside, ids[0], failure)
    const half = Math.ceil(pieces.length / 2)
    const first = await deliver(inside, pieces.slice(0, half), way)
    return first + (await deliver(inside, pieces.slice(half), way))
  } finally {
    for (const id of ids) inside.sending.delete(id)
    await inside.count()
  }
}

function remember({ line }: Inside, ids: Uuid[]) {
  line.batch = Math.max(1, Math.floor(ids.length / 2))
  if (ids.length === 1) line.broke.set(ids[0], (line.broke.get(ids[0]) ?? 0) + 1)
}

/** What the server says of each; of what it does not speak nothing is known. */
function note(inside: Inside, ids: Uuid[], answers: Answer[]): Promise<number> {
  const receivedAt = new Date(inside.now()).toISOString()
  return write(inside.store, ['queue'], async tx => {
    const queue = tx.objectStore('queue')
    let arrived = 0
    for (const answer of answers) {
      const row = answer.id && ids.includes(answer.id) ? await queue.get(answer.id) : undefined
      if (!row) continue
      const { receipt, ordinal, reason } = answer
      if (answer.outcome === 'rejected') {
        // A restored server may have forgotten this device; after signing in anew it takes the record.
        const final = answer.code !== 'unknown-device'
        await queue.put({ ...row, state: 'trouble', final, outcome: 'rejected', reason: reason ?? '服务器不能保存这条记录' })
      } else if (receipt) {
        const outcome = answer.outcome === 'duplicate' ? (answer.currentOutcome ?? 'duplicate') : answer.outcome
        await queue.put({ ...row, state: 'received', outcome, receipt, ordinal, reason, receivedAt })
        arrived++
      }
    }
    return arrived
  })
}

/** Refused as a whole and alone: it stays, is shown, and is tried again next time. */
async function trouble(inside: Inside, id: Uuid, failure: Refused): Promise<number> {
  await write(inside.store, ['queue'], async tx => {
    const row = await tx.objectStore('queue').get(id)
    if (row) await tx.objectStore('queue').put({ ...row, state: 'trouble', reason: failure.title })
  })
  return 0
}

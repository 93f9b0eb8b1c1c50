import { sealBox } from './box'
import { utf8 } from './bytes'
import { dayOf } from './days'
import { opened, placeOf, readDraft } from './drafts'
import { newId } from './ids'
import type { Inside, SavedText } from './inside'
import { seal, unseal } from './keys'
import { type Row, write } from './store'
import type { Draft, QueueItem } from './types'

/**
 * From here on the record's bytes never change: the server knows it again by their hash. Its times are the device's own; the
 * server corrects them by what `sentAt` is off.
 */
export async function save(inside: Inside, draft: Draft): Promise<QueueItem> {
  const { key, keyId, token, people } = opened(inside)
  if (!inside.sealTo) throw new Error('no key to seal to')
  const offset = (await readDraft(inside, draft.elderId, draft.kind))?.offset ?? inside.offset
  const happened = Date.parse(draft.happenedAt) - offset
  const recorded = new Date(inside.world.clock()).toISOString()
  const id = newId(inside.now())
  const text = JSON.stringify({
    id,
    kind: draft.kind,
    elderId: draft.elderId,
    happenedOn: dayOf(happened),
    happenedAt: new Date(happened).toISOString(),
    recordedAt: recorded,
    formVersion: inside.forms[draft.kind].version,
    corrects: draft.corrects,
    body: draft.sharedSafety?.length ? { ...draft.body, sharedSafety: draft.sharedSafety } : draft.body,
  })
  const saved: SavedText = { text, name: people.get(draft.elderId)?.name }
  // All that is slow comes before the transaction, which would end while it waited.
  const [sealed, box] = await Promise.all([seal(key, 'texts', id, saved), sealBox(inside.sealTo, id, token, text)])
  const savedAt = new Date(inside.now()).toISOString()
  const row: Row = { id, kind: draft.kind, savedAt, bytes: utf8(text).length, state: 'waiting', box, keyId }
  await write(inside.store, ['queue', 'texts', 'drafts'], async tx => {
    await tx.objectStore('texts').add(sealed, id)
    await tx.objectStore('queue').add(row)
    await tx.objectStore('drafts').delete(placeOf(draft.elderId, draft.kind))
  })
  inside.open?.texts.set(id, saved)
  await inside.count()
  return show(inside, row)
}

/** The oldest first. */
export async function readQueue(inside: Inside): Promise<QueueItem[]> {
  const rows = await inside.store.getAll('queue')
  return Promise.all(rows.map(row => show(inside, row)))
}

export async function textOf(inside: Inside, row: Row, open = inside.open): Promise<SavedText | undefined> {
  if (!open || row.keyId !== open.keyId) return undefined
  const known = open.texts.get(row.id)
  if (known) return known
  const text = await unseal<SavedText>(open.key, 'texts', row.id, await inside.store.get('texts', row.id))
  if (text) open.texts.set(row.id, text)
  return text
}

async function show(inside: Inside, row: Row): Promise<QueueItem> {
  const { box: _, keyId, final: __, ...rest } = row
  const saved = await textOf(inside, row)
  const record = saved && JSON.parse(saved.text)
  const state = inside.sending.has(row.id) ? 'sending' : row.state
  return { ...rest, state, foreign: !keyId, elderId: record?.elderId, name: saved?.name, record }
}

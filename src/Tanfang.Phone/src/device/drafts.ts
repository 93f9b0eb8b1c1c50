import type { Inside, Open } from './inside'
import { seal, unseal } from './keys'
import { write } from './store'
import type { Draft, Uuid } from './types'

/** With what the clock was off by when the visit was begun: that may have been learned only later. */
export interface KeptDraft { draft: Draft; offset: number }

export const placeOf = (elderId: Uuid, kind: string) => `${kind}/${elderId}`

export function opened(inside: Inside): Open {
  if (!inside.open) throw new Error('locked')
  return inside.open
}

export async function readDraft(inside: Inside, elderId: Uuid, kind: string): Promise<KeptDraft | undefined> {
  const { key } = opened(inside)
  const place = placeOf(elderId, kind)
  return unseal(key, 'drafts', place, await inside.store.get('drafts', place))
}

export async function readDrafts(inside: Inside): Promise<Draft[]> {
  const { key } = opened(inside)
  const [places, rows] = await Promise.all([inside.store.getAllKeys('drafts'), inside.store.getAll('drafts')])
  const kept = await Promise.all(places.map((place, i) => unseal<KeptDraft>(key, 'drafts', place, rows[i])))
  return kept.flatMap(one => (one ? [one.draft] : []))
}

export async function keepDraft(inside: Inside, draft: Draft) {
  const { key } = opened(inside)
  const place = placeOf(draft.elderId, draft.kind)
  const before = await readDraft(inside, draft.elderId, draft.kind)
  const offset = before?.draft.happenedAt === draft.happenedAt ? before.offset : inside.offset
  const sealed = await seal(key, 'drafts', place, { draft, offset } satisfies KeptDraft)
  await write(inside.store, ['drafts'], tx => tx.objectStore('drafts').put(sealed, place))
  inside.changed()
}

export async function dropDraft(inside: Inside, elderId: Uuid, kind: string) {
  await write(inside.store, ['drafts'], tx => tx.objectStore('drafts').delete(placeOf(elderId, kind)))
  inside.changed()
}

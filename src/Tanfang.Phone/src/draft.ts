import { ref, shallowRef } from 'vue'
import type { Body, Draft, Kind, Uuid } from './device/types'
import { chinaIso } from './people/days'
import { device, people } from './phone'

/**
 * A record being filled in. Every change is on the device's disk before `change` returns; what was begun is found again.
 */
export function useDraft(elderId: Uuid, kind: Kind, begin: () => Body) {
  const draft = shallowRef<Draft>({ elderId, kind, body: begin(), happenedAt: chinaIso(device().now()), savedAt: '' })
  const ready = ref(false)
  const failed = ref(false)
  let writing: Promise<void> = Promise.resolve()

  const loaded = device().draft(elderId, kind).then(async kept => {
    if (kept) draft.value = kind === 'visit' ? onNewBasis(kept) : kept
    if (kept && draft.value !== kept) await device().keepDraft(draft.value)
    ready.value = true
  })

  /** One write after the other; the last one wins. */
  function keep(next: Draft): Promise<void> {
    const before = draft.value.savedAt
    draft.value = { ...next, savedAt: before }
    writing = writing.then(async () => {
      const savedAt = device().now().toISOString()
      try {
        await device().keepDraft({ ...next, savedAt })
        draft.value = { ...draft.value, savedAt }
        failed.value = false
      } catch {
        failed.value = true
      }
    })
    return writing
  }

  const change = (patch: Body, more: Partial<Draft> = {}) =>
    keep({ ...draft.value, ...more, body: { ...draft.value.body, ...patch } })

  return { draft, ready, failed, loaded, change, written: () => writing }
}

/** As it will be sent: what was taken back is not there any more. */
export const sent = (body: Body): Body => JSON.parse(JSON.stringify(body))

/** 无变化 was said beside other states than the list shows now: it is asked again. */
function onNewBasis(kept: Draft): Draft {
  const last = people.value.find(p => p.elderId === kept.elderId)?.lastVisit
  if (kept.body.basis === last?.id) return kept
  const body: Body = { ...kept.body, basis: last?.id }
  for (const { key, knowsUnchanged } of device().form('visit').items)
    if (knowsUnchanged && [body[key], body[key]?.change, body[key]?.state].includes('unchanged')) delete body[key]
  return { ...kept, body, step: 'basisChanged' }
}

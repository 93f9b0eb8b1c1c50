import type { Body, Me, Person } from '../device/types'

/** As a rule a visit is on site; where no duty of this person takes that, nothing is chosen beforehand. */
const usualMode = (person?: Person) =>
  !person?.duties.length || person.duties.some(d => d.modes.includes('onSite')) ? 'onSite' : undefined

/** Who goes is who holds the phone; others are added before signing. */
export const visitorsOf = (me?: Me): string[] => {
  const names = me?.visitors ?? []
  return names.includes(me?.name ?? '') ? [me!.name] : names.slice(0, 1)
}

export const beginVisit = (person: Person | undefined, me: Me | undefined): Body => ({
  mode: usualMode(person), basis: person?.lastVisit?.id, needs: [], visitors: visitorsOf(me),
})

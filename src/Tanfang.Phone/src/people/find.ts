import type { Person } from '../device/types'

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Characters of the name, initials in pinyin, the tail of a phone number, a part of the address; the nearest first. */
export function find(people: Person[], typed: string): Person[] {
  const text = plain(typed)
  if (!text) return []
  const ranked: [number, Person][] = []
  for (const person of people) {
    const rank = nearness(person, text)
    if (rank) ranked.push([rank, person])
  }
  return ranked.sort((a, b) => a[0] - b[0]).map(([, person]) => person)
}

/** 1 is nearest, 0 is not at all. */
function nearness(person: Person, text: string): number {
  const name = plain(person.name)
  if (name === text) return 1
  if (name.startsWith(text)) return 2
  if (/^[a-z]+$/.test(text)) {
    if (person.initials === text) return 1
    if (person.initials.startsWith(text)) return 2
    if (person.initials.includes(text)) return 4
  }
  if (name.includes(text)) return 3
  if (/^\d{3,}$/.test(text)) {
    if (person.phone?.replace(/\D/g, '').endsWith(text)) return 2
    if (person.contacts.some(c => c.phone?.replace(/\D/g, '').endsWith(text))) return 3
  }
  return plain(person.division + (person.address ?? '')).includes(text) ? 5 : 0
}

/** Capitals without the dashes between them; O and I are never letters of a code (Crockford). */
const plainCode = (code: string) =>
  code.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')

/** What a door card says: an address that ends in the code, or the code itself. */
export const doorCode = (scanned: string) => plainCode(scanned.trim().split(/[/=]/).pop()!)

export const behindDoor = (people: Person[], code: string) =>
  people.filter(p => p.door && plainCode(p.door) === doorCode(code))

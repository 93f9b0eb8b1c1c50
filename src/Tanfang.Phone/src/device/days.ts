import type { Day } from './types'

export const minute = 60_000
export const day = 24 * 60 * minute

/** China has one zone and no summer time. */
export const dayOf = (instant: number): Day => new Date(instant + 8 * 60 * minute).toISOString().slice(0, 10)

/** Hours and minutes in China, for names of files: 20261128-1406. */
export function stampOf(instant: number) {
  const [date, time] = new Date(instant + 8 * 60 * minute).toISOString().split('T')
  return `${date.replace(/-/g, '')}-${time.slice(0, 5).replace(':', '')}`
}

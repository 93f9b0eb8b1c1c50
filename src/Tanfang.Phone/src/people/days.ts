import type { Day } from '../device/types'

const dayMs = 86_400_000
const utc = (day: Day) => Date.parse(day + 'T00:00:00Z')

export const daysBetween = (from: Day, to: Day) => Math.round((utc(to) - utc(from)) / dayMs)

export function sundayOf(day: Day): Day {
  const weekday = new Date(utc(day)).getUTCDay() || 7
  return new Date(utc(day) + (7 - weekday) * dayMs).toISOString().slice(0, 10)
}

export const age = (birth: Day, today: Day) =>
  Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - (today.slice(5) < birth.slice(5) ? 1 : 0)

/** 3月2日, with the year only when it is another one. */
export function shortDay(day: Day, today: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return (year === Number(today.slice(0, 4)) ? '' : `${year}年`) + `${month}月${date}日`
}

/** In China, whatever zone the phone thinks it is in. */
const china = (instant: string | Date) => new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString()

export const chinaTime = (instant: string | Date) => china(instant).slice(11, 16)
export const chinaDay = (instant: string | Date): Day => china(instant).slice(0, 10)
export const chinaIso = (instant: string | Date) => china(instant).slice(0, 23) + '+08:00'

/** 10:02 of today, 11月27日 10:02 of another day. */
export const when = (instant: string, today: Day) =>
  (chinaDay(instant) === today ? '' : shortDay(chinaDay(instant), today) + ' ') + chinaTime(instant)

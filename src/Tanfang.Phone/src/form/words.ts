import type { Day, FormItem, LastVisit, State } from '../device/types'
import { shortDay } from '../people/days'

/** Names as they are spoken; the paper's own stand in the form. */
const spoken: Record<string, string> = { mode: '探访方式', gas: '燃气', water: '水暖', electricity: '用电' }
export const nameOf = (item: FormItem) => spoken[item.key] ?? item.label
export const labelOf = (item: FormItem, code?: string) => item.choices.find(c => c.code === code)?.label ?? code ?? ''

export const isBad = (code?: string) => code === 'poor' || code === 'serious' || code === 'unsafe' || code === 'worse'

function stateWord(item: FormItem, state: State): string {
  if (state.code === 'good') return '较好'
  if (state.code === 'poor') return '较差'
  const by = state.by ? `${state.by}人` : ''
  const name = state.name ? `（${state.name}）` : ''
  return state.code ? labelOf(item, state.code) + by + name : ''
}

/** 较差，3月2日起; nothing when no visit ever said. */
export function stateWords(item: FormItem, state: State | undefined, today: Day): string {
  if (!state) return ''
  const word = stateWord(item, state)
  const since = state.since ? shortDay(state.since, today) : ''
  if (!word) return since && `自${since}无变化`
  return since ? `${word}，${since}起` : word
}

/** Found not good the last time and to be looked at again. */
export function openHazards(items: FormItem[], last: LastVisit | undefined): string[] {
  if (!last) return []
  return items
    .filter(i => i.isSafety && last.safety[i.key] && last.safety[i.key] !== 'safe')
    .map(i => `${nameOf(i)}：${labelOf(i, last.safety[i.key])}`)
}

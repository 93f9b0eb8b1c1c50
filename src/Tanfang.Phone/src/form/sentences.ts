import type { Body, Day, Form, FormItem, LastVisit } from '../device/types'
import { tickOf } from './rules'
import { isBad, labelOf, nameOf, stateWords } from './words'

/** `alarm`: stands out by a sign and a word, not by colour alone. `field`: where it is changed. */
export interface Sentence { field: string; text: string; alarm: boolean }

interface Around { last?: LastVisit; sharedSafety?: string[]; today: Day }

/** What was recorded, to be read aloud to the elder before both sign. */
export function sentences(form: Form, body: Body, around: Around): Sentence[] {
  const items = form.items
  const said: Sentence[] = []
  const calm: string[] = []
  const say = (field: string, text: string, alarm = false) => said.push(sentence(field, text, alarm))

  const mode = items.find(i => i.key === 'mode')
  if (mode && body.mode) {
    const channel = items.find(i => i.key === 'channel')
    say('mode', `探访方式：${labelOf(mode, body.mode)}${channel && body.channel ? `（${labelOf(channel, body.channel)}）` : ''}`)
  }
  for (const item of items.filter(i => i.isSafety)) {
    const code = body[item.key]
    const shared = around.sharedSafety?.includes(item.key) ? '（本次同一户已查看）' : ''
    say(item.key, code ? `${nameOf(item)}：${labelOf(item, code)}${shared}` : `${nameOf(item)}：这次没有看`, code === 'unsafe')
  }
  for (const item of items.filter(i => i.knowsUnchanged)) {
    const tick = tickOf(item, body)
    if (!tick) continue
    const state = around.last?.answers[item.key]
    if (tick === 'unchanged' && !isBad(state?.code)) calm.push(item.label)
    else say(item.key, `${item.label}：${tickWords(body, item)}${tick === 'unchanged' ? `（${stateWords(item, state, around.today)}）` : ''}`, isBad(tick))
  }
  if (calm.length) say('unchanged', `${calm.join('、')}：无变化`)
  const unanswered = items.filter(i => i.knowsUnchanged && !tickOf(i, body)).map(i => i.label)
  if (unanswered.length) say('unanswered', `没有填：${unanswered.join('、')}`)
  return [...said, ...words(items, body)]
}

const sentence = (field: string, text: string, alarm = false): Sentence => ({ field, text: alarm ? text + ' ⚠' : text, alarm })

function words(items: FormItem[], body: Body): Sentence[] {
  const said: Sentence[] = []
  const needs = items.find(i => i.key === 'needs')
  if (needs && body.needs?.length)
    said.push(sentence('needs', `需要：${body.needs.map((n: string) => labelOf(needs, n)).join('、')}`))
  if (body.suggestion) said.push(sentence('suggestion', `建议：${body.suggestion}`))
  for (const item of items.filter(i => i.beyondThePaper && i.key !== 'channel')) {
    const answer = body.beyond?.[item.key]
    if (answer) said.push(sentence(item.key, `${item.label}：${labelOf(item, answer)}`, item.key === 'hazards'))
  }
  return said
}

function tickWords(body: Body, item: FormItem): string {
  const label = labelOf(item, tickOf(item, body))
  const inner = body[item.key]
  if (item.type === 'choiceWithNumber' && inner.by) return `${label}${inner.by}人`
  if (item.type === 'choiceWithText' && inner.name) return `${label}（${inner.name}）`
  return label
}

import type { Body, Fault, Form, FormItem, FormRule, LastVisit } from '../device/types'
import { Reader } from './reader'
import { readSignatures } from './signatures'

export interface Context {
  /** A last visit was shown, so “无变化” refers to something. */
  basis: boolean
  /** The record that closes an emergency. */
  closing?: boolean
}

const unchanged = 'unchanged'
const codesOf = (item: FormItem) => item.choices.map(choice => choice.code)
const eightOf = (form: Form) => form.items.filter(item => item.knowsUnchanged && !item.isSafety)
const isBeyond = (item: FormItem) => item.within === 'beyond'

/** What stands in the way of finishing: what the server would refuse, and what would make the visit not count. */
export const check = (form: Form, body: Body, context: Context): Fault[] => [
  ...refusals(form, body, context),
  ...shortcomings(form, body, context),
]

/** As the server judges; tests/rule-vectors.json holds the two together. */
export function refusals(form: Form, body: Body, context: Context): Fault[] {
  const reader = new Reader(body)
  for (const item of form.items) if (!isBeyond(item)) read(reader, item)
  if (form.kind === 'visit') readVisit(form, reader, body, context)
  if (form.kind !== 'emergency') readSignatures(reader)
  reader.nothingElse()
  judge(reader, form.rules, body)
  return reader.faults
}

/** The server keeps such a record; it is the phone that asks for the rest while one still stands there. */
export function shortcomings(form: Form, body: Body, context: Context): Fault[] {
  const faults: Fault[] = []
  const isNamed = Array.isArray(body.visitors) && body.visitors.some(name => typeof name === 'string' && name.trim() !== '')
  if (form.kind === 'visit' && !form.items.some(item => item.isStatus && tickOf(item, body)))
    faults.push({ field: form.items.find(item => item.isStatus)?.key ?? '', message: '十一项里至少要填一项，这次探访才算数' })
  if (!isNamed) faults.push({ field: 'visitors', message: '请写上探访人员的姓名' })
  if (form.kind === 'emergency' && context.closing && !body.outcome)
    faults.push({ field: 'outcome', message: '要写明结果才能结束' })
  return faults
}

/** “其余八项无变化”: those of the eight that nobody answered yet, and never one of the three safety items. */
export function fillUnchanged(form: Form, body: Body, last: LastVisit): Body {
  const filled: Body = { ...body, basis: last.id }
  for (const item of eightOf(form))
    if (!tickOf(item, body)) filled[item.key] = item.type === 'choice' ? unchanged : { [codeField(item)]: unchanged }
  return filled
}

const codeField = (item: FormItem) => (item.type === 'choiceWithNumber' ? 'change' : 'state')

/** What was ticked of a status item. */
export function tickOf(item: FormItem, body: Body): string | undefined {
  const value = body[item.key]
  const code = item.type === 'choice' ? value : value?.[codeField(item)]
  return typeof code === 'string' && code !== '' ? code : undefined
}

function read(reader: Reader, item: FormItem) {
  if (item.type === 'choice') reader.code(item.key, item.label, codesOf(item), item.required)
  if (item.type === 'text') reader.text(item.key, item.label, item.maxLength!, { required: item.required, lines: true })
  if (item.type === 'id') reader.id(item.key, item.label)
  if (item.type === 'choiceWithNumber') readFamily(reader, item)
  if (item.type === 'choiceWithText') readIllness(reader, item)
  if (item.type === 'list') readList(reader, item)
}

function readFamily(reader: Reader, item: FormItem) {
  const family = reader.inner(item.key, item.label)
  if (!family) return
  family.code('change', item.label, codesOf(item))
  family.number('by', `${item.label}增减人数`, 0, item.maxNumber!)
  family.nothingElse()
}

function readIllness(reader: Reader, item: FormItem) {
  const illness = reader.inner(item.key, item.label)
  if (!illness) return
  illness.code('state', item.label, codesOf(item))
  illness.text('name', '疾病名称', item.maxLength!)
  illness.nothingElse()
}

/** Answers that hang together, by the rows of the form; what is refused itself says nothing about another. */
function judge(reader: Reader, rules: FormRule[], body: Body) {
  const isRefused = (path: string) => reader.faults.some(fault => fault.field === path || path.startsWith(`${fault.field}.`))
  for (const rule of rules) {
    if (isRefused(rule.on) || isRefused(rule.field)) continue
    const beside = rule.codes.includes(answerAt(body, rule.on) as string)
    const given = answerAt(body, rule.field) !== undefined
    if (beside && rule.needed && !given) reader.refuse(rule.field, rule.label, '没有填写')
    if (given && !beside) reader.refuse(rule.field, rule.label, rule.otherwise)
  }
}

/** Nothing, an empty text and 0 are no answer. */
function answerAt(body: Body, path: string): unknown {
  const value = path.split('.').reduce<unknown>((at, name) => (at as Body | undefined)?.[name], body)
  const plain = typeof value === 'string' ? value.trim() : value
  return plain === '' || plain === 0 || plain === null ? undefined : plain
}

/** Without a length an entry is one of the codes; with one it may also be somebody's own words. */
function readList(reader: Reader, item: FormItem) {
  const [count, most] = [item.maxCount ?? item.choices.length, item.maxLength ?? 40]
  const { key, label } = item
  const entries = item.choices.length > 0 ? reader.texts(key, label, count, most) : reader.people(key, label, count, most)
  if (!item.maxLength && entries.some(entry => !codesOf(item).includes(entry))) reader.refuse(key, label, '不在可选项之内')
  if (item.required && entries.length === 0) reader.refuse(key, label, '没有填写')
}

function readVisit(form: Form, reader: Reader, body: Body, context: Context) {
  reader.id('basis', '上次探访')
  if (!context.basis && eightOf(form).some(item => tickOf(item, body) === unchanged))
    reader.refuse('basis', '无变化', '没有上次探访可比，请选择当前状况')
  const shared = reader.texts('sharedSafety', '同一户已查看', form.items.filter(item => item.isSafety).length, 40)
  if (!shared.every(key => form.items.some(item => item.isSafety && item.key === key && tickOf(item, body))))
    reader.refuse('sharedSafety', '同一户已查看', '只能是已填的燃气、水暖、用电')
  const beyond = reader.inner('beyond', '表外内容')
  if (!beyond) return
  for (const item of form.items) if (isBeyond(item)) read(beyond, item)
  beyond.nothingElse()
}

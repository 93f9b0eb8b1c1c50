import type { Body, Fault } from '../device/types'

/** Who has not signed; whoever cannot or will not is recorded as that. On the telephone the elder signs nothing. */
export function marksMissing(body: Body): Fault[] {
  const faults: Fault[] = []
  const of = (role: string) => (body.signatures ?? []).find((s: Body) => s.role === role)
  const miss = (field: string, message: string) => faults.push({ field: 'item-' + field, message })
  if (!of('visitor')?.image) miss('visitor', '探访人员还没有签字')
  if (body.mode !== 'onSite') return faults
  const elder = of('elder')
  if (elder?.kind === 'proxy') {
    if (!elder.name) miss('elder', '请写代签人姓名')
    if (!elder.relation) miss('elder', '请写代签人和老人的关系')
  } else if (elder?.kind === 'refused') {
    if (!elder.reason) miss('elder', '请写老人为什么不签')
  } else if (!elder?.image) miss('elder', elder?.kind === 'thumbprint' ? '还没有拍手印' : '老人还没有签字；签不了，点“老人签不了？”')
  return faults
}

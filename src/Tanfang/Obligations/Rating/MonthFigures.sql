-- The figures of a month for a division and each of its children; the same fold as Tanfang.Policy.Rates.OfElder.
-- state: 0 due, 1 fulfilled, 2 missed, 3 excused, 4 withdrawn. every 1 = week, modes 1 = on site only.
with ledger as (
  {ledger}
),
area as (
  select l.*,
         case @level when 1 then d.city_id when 2 then d.county_id when 3 then d.township_id
                     when 4 then case when d.level = 5 then d.id end end as child
  from ledger l
  join divisions d on d.id = l.counted_in_id
  where d.id = @division or d.province_id = @division or d.city_id = @division or d.county_id = @division
     or d.township_id = @division
),
placed as (
  select a.*, @division as place from area a
  union all
  select a.*, a.child as place from area a where a.child is not null
),
person as (
  select place, elder_id,
         max(case when state in (0, 1, 2) then 1 else 0 end) as counted,
         max(case when state in (0, 2) then 1 else 0 end) as unfulfilled,
         max(case when state = 1 and on_site then 1 else 0 end) as on_site,
         max(case when why in ('left:died', 'left:moved', 'left:institution', 'left:other', 'hospital')
                   and state in (3, 4) then 1 else 0 end) as excused,
         max(case when why = 'refused' and state in (3, 4) then 1 else 0 end) as refused,
         max(case when why = 'notYetDue' and state in (3, 4) then 1 else 0 end) as not_yet_due
  from placed
  where monthly_rate = true and period_from = @month
  group by place, elder_id
),
figures as (
  select place,
         counted,
         case when counted = 0 then excused else 0 end as excused,
         case when counted = 0 and excused = 0 then refused else 0 end as refused,
         case when counted = 0 and excused = 0 and refused = 0 then not_yet_due else 0 end as not_yet_due,
         case when counted = 1 and unfulfilled = 0 then 1 else 0 end as visited,
         case when counted = 1 and unfulfilled = 0 then on_site else 0 end as on_site,
         0 as weekly_ended,
         0 as weekly_fulfilled
  from person
  union all
  select place, 0, 0, 0, 0, 0, 0, 1, case when state = 1 and substituted = false then 1 else 0 end
  from placed
  where every = 1 and modes = 1 and occasion = '' and state in (0, 1, 2)
    and until > @month and until <= @next and until <= @asOfDay
)
select place, sum(counted), sum(excused), sum(refused), sum(not_yet_due), sum(visited), sum(on_site),
       sum(weekly_ended), sum(weekly_fulfilled)
from figures
group by place

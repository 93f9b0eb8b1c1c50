-- The figures of a month for a division and each of its children; the same fold as Tanfang.Policy.Rates.OfElder.
-- state: 0 due, 1 fulfilled, 2 missed, 3 excused, 4 withdrawn. every 1 = week, modes 1 = on site only.
with ledger as not materialized (
  {ledger}
),
area as not materialized (
  select l.*,
         case @level when 1 then d.city_id when 2 then d.county_id when 3 then d.township_id
                     when 4 then case when d.level = 5 then d.id end end as child
  from ledger l
  join divisions d on d.id = l.counted_in_id
  where d.id = @division or d.province_id = @division or d.city_id = @division or d.county_id = @division
     or d.township_id = @division
),
-- Once by child, then the few rows of each person once more for the whole: nobody who moved inside counts twice.
by_child as (
  select child, elder_id,
         max(case when state in (0, 1, 2) then 1 else 0 end) as counted,
         max(case when state in (0, 2) then 1 else 0 end) as unfulfilled,
         max(case when state = 1 and on_site then 1 else 0 end) as on_site,
         max(case when why in ('left:died', 'left:moved', 'left:institution', 'left:other', 'hospital')
                   and state in (3, 4) then 1 else 0 end) as excused,
         max(case when why = 'refused' and state in (3, 4) then 1 else 0 end) as refused,
         max(case when why = 'notYetDue' and state in (3, 4) then 1 else 0 end) as not_yet_due
  from area
  where monthly_rate = true and period_from = @month
  group by elder_id, child
),
person as (
  select child as place, counted, unfulfilled, on_site, excused, refused, not_yet_due
  from by_child
  where child is not null
  union all
  select @division as place, max(counted), max(unfulfilled), max(on_site), max(excused), max(refused), max(not_yet_due)
  from by_child
  group by elder_id
),
weekly as (
  select child, count(*) as ended, sum(case when state = 1 and substituted = false then 1 else 0 end) as fulfilled
  from area
  where every = 1 and modes = 1 and occasion = '' and state in (0, 1, 2)
    and until > @month and until <= @next and until <= @asOfDay
  group by child
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
  union all select child, 0, 0, 0, 0, 0, 0, ended, fulfilled from weekly where child is not null -- weekly
  union all select @division, 0, 0, 0, 0, 0, 0, ended, fulfilled from weekly -- weekly
)
select place, sum(counted), sum(excused), sum(refused), sum(not_yet_due), sum(visited), sum(on_site),
       sum(weekly_ended), sum(weekly_fulfilled)
from figures
group by place

-- The audit trail only grows. One change is allowed: a row that is in no batch of the chain gets its batch, once.
create trigger if not exists changes_no_update before update on changes
when not (
    old.batch is null and new.batch is not null and new.id is old.id and new.at is old.at and new.actor_id is old.actor_id
    and new.action is old.action and new.subject_id is old.subject_id and new.detail is old.detail
)
begin
    select raise(abort, 'changes is append-only');
end;
create trigger if not exists changes_no_delete before delete on changes
begin
    select raise(abort, 'changes is append-only');
end;
create trigger if not exists audit_batches_no_update before update on audit_batches
begin
    select raise(abort, 'audit_batches is append-only');
end;
create trigger if not exists audit_batches_no_delete before delete on audit_batches
begin
    select raise(abort, 'audit_batches is append-only');
end;

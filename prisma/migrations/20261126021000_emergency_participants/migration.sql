-- Invariant 7: who called an item an emergency, called that off, or worked through its checklist took part in what was
-- decided on it.
CREATE OR REPLACE FUNCTION "exclude_participants"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_exclusions (case_id, user_id)
  SELECT NEW.case_id, users.id FROM users WHERE users.id IN (
    SELECT actor_id FROM decisions WHERE item_id = NEW.item_id
    UNION
    SELECT exposures.user_id FROM exposures JOIN cases ON cases.id = exposures.case_id WHERE cases.item_id = NEW.item_id
    UNION
    SELECT substring(entry.actor FROM 6)::uuid
    FROM cases JOIN audit_entries entry ON entry.subject = 'case:' || cases.number
    WHERE cases.item_id = NEW.item_id AND entry.action IN ('case.escalated', 'case.taken_over', 'case.emergency_marked', 'case.emergency_called_off', 'emergency.step_done')
      AND entry.actor ~ '^user:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    UNION
    SELECT person FROM case_questions q JOIN cases ON cases.id = q.case_id
    CROSS JOIN LATERAL (VALUES (q.asker_id), (CASE WHEN q.answered_at IS NOT NULL THEN q.colleague_id END)) AS took_part(person)
    WHERE cases.item_id = NEW.item_id)
  ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;

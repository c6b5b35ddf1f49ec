-- That a mail about something left, or did not, concerns the screens that show deliveries, not each that shows the
-- thing: at a handoff of many teams it would have every screen ask for everything, many times a second. Alerts,
-- incidents and status updates show what became of theirs and go on being named.
CREATE OR REPLACE FUNCTION ring_by_kind() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  PERFORM pg_notify('timeline', string_agg(DISTINCT
    CASE WHEN "kind" IN ('page-sent', 'page-failed', 'possible-duplicate') AND "subjectKind" NOT IN ('alert', 'incident', 'status-update')
      THEN 'delivery' ELSE "subjectKind" END, ' ')) FROM "told" HAVING count(*) > 0;
  RETURN NULL;
END $$;

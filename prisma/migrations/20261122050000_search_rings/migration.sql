-- The bell of the timeline says of which kinds of things something was told, so that a screen asks only for what may
-- have changed. What things, and what was told, it never says.
CREATE FUNCTION ring_by_kind() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  PERFORM pg_notify('timeline', string_agg(DISTINCT "subjectKind", ' ')) FROM "told" HAVING count(*) > 0;
  RETURN NULL;
END $$;
DROP TRIGGER "TimelineEvent_rings" ON "TimelineEvent";
CREATE TRIGGER "TimelineEvent_rings" AFTER INSERT ON "TimelineEvent" REFERENCING NEW TABLE AS "told"
  FOR EACH STATEMENT EXECUTE FUNCTION ring_by_kind();

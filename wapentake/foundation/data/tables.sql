-- Made of the migrations by `make tables`: do not edit.
-- PostgreSQL 18
-- migration people.0001_initial b358083207e17d67
-- migration account.0001_initial fc2e0a4208394b69
-- migration account.0002_email_max_length 7cda6e764feaec17
-- migration account.0003_alter_emailaddress_create_unique_verified_email 03a4372963b23608
-- migration account.0004_alter_emailaddress_drop_unique_email 27db85e5174d86a9
-- migration account.0005_emailaddress_idx_upper_email 7b59e6d73565af05
-- migration account.0006_emailaddress_lower 52e3d4ee7b49c5bc
-- migration account.0007_emailaddress_idx_email bbc992e72d414aca
-- migration account.0008_emailaddress_unique_primary_email_fixup ef620ff724527bc1
-- migration account.0009_emailaddress_unique_primary_email 711877714ff78149
-- migration contenttypes.0001_initial 5be7072b73f88141
-- migration contenttypes.0002_remove_content_type_name 00ffa5f0400fa215
-- migration auth.0001_initial a1e739497b4fac0c
-- migration auth.0002_alter_permission_name_max_length 2bad53c87a4d5cab
-- migration auth.0003_alter_user_email_max_length 2ed2f7ce6f100d52
-- migration auth.0004_alter_user_username_opts 2a8df38483352c36
-- migration auth.0005_alter_user_last_login_null 3f878443393a0b6e
-- migration auth.0006_require_contenttypes_0002 9d0814adbe8b3cf1
-- migration auth.0007_alter_validators_add_error_messages b491ee1785edd2da
-- migration auth.0008_alter_user_username_max_length a4ef40e0e6c60f12
-- migration auth.0009_alter_user_last_name_max_length 999f865f06f35b7b
-- migration auth.0010_alter_group_name_max_length 9cc4e96983e49dba
-- migration auth.0011_update_proxy_permissions 059871833aa5cbea
-- migration auth.0012_alter_user_first_name_max_length 36ab0de213757ef4
-- migration places.0001_initial 6edb3b62b6563b5c
-- migration places.0002_outlines_and_outward_codes c83e5335dd08b480
-- migration evidence.0001_initial 1aecb84650d0fe4f
-- migration evidence.0002_standing_and_method d856f8f63939962f
-- migration evidence.0020_geography_of_ward_readings 10adb0ee053decc0
-- migration evidence.0010_layouts_and_background ec9113bfbde9f57e
-- migration evidence.0011_withdrawals 71d699a3ea0f48cf
-- migration evidence.0030_findings 4cc694b132366e51
-- migration evidence.0021_area_lookups 1a9df5f64a1c3305
-- migration foundation.0001_initial dda26291ac4b496d
-- migration foundation.0002_audit_functions 24dda6c83d66407d
-- migration foundation.0003_switch e76cd42fbecf7585
-- migration foundation.0004_published 229472a01cd7c66e
-- migration foundation.0005_published_news 76594b293d43a6ca
-- migration foundation.0006_published_words 9e873f425ed241ea
-- migration organisations.0001_initial 65a3f397e8183ad0
-- migration office.0001_initial 549d4daa1c0e98d6
-- migration office.0002_rules_and_seven_roles 1ff8bf2234a438f9
-- migration office.0003_withholding_is_asked_for 89e48d84ff028937
-- migration office.0004_section_151 408edbe079857c6c
-- migration office.0070_planning_and_housing_officers 81560cd37c5ea405
-- migration office.0030_dispensations a11068bb51dd5c55
-- migration office.0090_dispensations_say_more 3999449ed23dc91a
-- migration office.0091_auditor 8d9c147267ce9911
-- migration plans.0001_initial 43ebfbd541e50cfe
-- migration plans.0002_cycles_and_versions 421db320505d4ba6
-- migration organisations.0120_people a900b24eef4f561b
-- migration funding.0001_initial a51604c4bd6e6e46
-- migration funding.0002_years_drafts_moves 4af89660781e70df
-- migration funding.0003_ledger 526009ac55072c05
-- migration funding.0004_year_rules_and_figures 28abaad8727a7611
-- migration funding.0005_rings_and_years ec5e6d73860d33aa
-- migration funding.0010_declared_and_named 203e343dd8cbdfe7
-- migration funding.0020_statements 7fd05f0cdf7b6511
-- migration funding.0050_asked_more d30c04f7a3265eb0
-- migration funding.0080_imports dff851ac98509cb0
-- migration funding.0051_papers 4812d9500847fc24
-- migration funding.0040_reviews_closed 66a81e3186d14c68
-- migration funding.0070_levy_by_development 7c4cb3b794c1acd3
-- migration funding.0071_award_tests 9bb8b195fe909a4c
-- migration funding.0081_monitoring 4bb3620927d93344
-- migration funding.0130_award_freezes 2ff83c7206eca68d
-- migration funding.0131_freeze_rule 6e28ad1ce769db5c
-- migration funding.0100_bank_details 61181f8484c24fb9
-- migration funding.0030_votes bf3a1d5d40bb0195
-- migration funding.0132_alerts c6de6e1c12f99686
-- migration funding.0133_alert_rule 7833bd9df2633d7a
-- migration funding.0140_letters 39e1af89c635f366
-- migration funding.0090_decided_under c539b9cdcd6644a8
-- migration funding.0101_offers b803974befbff39e
-- migration funding.0134_footing b3d4e2496ad62c11
-- migration funding.0120_outside_funds bc616dde4c90b955
-- migration funding.0110_infrastructure_statements ca8e867bdead557b
-- migration funding.0111_statement_rules d4ba3c641e45962b
-- migration funding.0112_developments_withdrawn 59851b805b1f5355
-- migration funding.0135_corrected_records bced32a207f6882d
-- migration funding.0121_joint_purchases d302e0586ca1a5b5
-- migration funding.0102_payments e6ca6df5a96f2b14
-- migration funding.0103_receipts 8e23a48f2aa4cbde
-- migration funding.0190_group_questions 21f9a2a0b206b521
-- migration funding.0191_group_questions_rules 0096b5f600158a7e
-- migration funding.0170_instalments 8f39657c3a03e068
-- migration funding.0192_keep_bank_details 43a0d12f71f22a2d
-- migration funding.0160_clusters_hold_funds 6135d6dff1576dfb
-- migration funding.0161_developments_from_files b7502197e31b0cba
-- migration funding.0180_freeze_overrides 4f68c69f1520144a
-- migration funding.0193_statement_figures 9546231aa42ba0ab
-- migration funding.0150_projects 2af9742225f9f4ad
-- migration funding.0194_approved_once f217c27d34385c1c
-- migration funding.0171_purposes 90689b56add8af90
-- migration funding.0172_cancellations 60baf8a1c97db00a
-- migration funding.0173_recoveries ec6c690631d449ba
-- migration funding.0210_recommend_together 5f199e60b9c58414
-- migration funding.0211_bank_details_replaced 0c1e739716e7777d
-- migration funding.0230_officer_checks_ticked ff544316ce5c26b2
-- migration funding.0231_usual_officer_checks 7e4aae330227809d
-- migration funding.0232_officer_checks_whole 4c24b8152953a830
-- migration funding.0233_records_checks 9c9f1993ac0baa22
-- migration funding.0240_declared_interests 8c097902675d6aa6
-- migration funding.0241_sent_back 3cec000f21b64771
-- migration funding.0222_communities c8d0d73182684dcc
-- migration funding.0250_returned_money 3d90d80c8169e891
-- migration funding.0251_returned_rule a65b0c51691d89ed
-- migration funding.0260_minutes 09b511ba086b3fd1
-- migration funding.0261_keep_awarded eaa44aabea40d41e
-- migration funding.0262_delivered_with d65b10e5f5051edf
-- migration funding.0263_section_106 3cb0e95d6d00d838
-- migration mfa.0001_initial 0a6623492d8aa012
-- migration mfa.0002_authenticator_timestamps 2546a1bad509d0fb
-- migration mfa.0003_authenticator_type_uniq d5387b8217d9228d
-- migration office.0092_publicity_rule 74b1f19acf7f1f86
-- migration office.0093_publicity_rule_of_2011 68f0e374bb846cfd
-- migration office.0094_granted_by 0a6010631cab2c30
-- migration office.0095_polls_of_others 2ec86d075c2bed4c
-- migration people.0002_open_since 91076e407f3010db
-- migration people.0003_cache fcf6cd24512a1959
-- migration people.0040_sessions_ended 13dd426828d49cb9
-- migration plans.0010_outcomes 9cf2c6ac1c368b7a
-- migration plans.0040_service_notices 62c5655b2214fd8e
-- migration plans.0011_ward_plans 302b1229f28b311d
-- migration plans.0012_carried_from a752b343252a2cda
-- migration plans.0020_measures dfab2e62148a8e2a
-- migration plans.0021_actions 8a90f0ef2e1c59ba
-- migration plans.0022_reminders 8d9a84891f694510
-- migration plans.0030_commitments 344f82da1411118c
-- migration plans.0050_citations 1aa2337dd3c65d54
-- migration plans.0060_input_asked 7d3b98b0b20b38bd
-- migration plans.0070_asks 2d2ef4fbe53d1721
-- migration plans.0071_finding_cited 8969e222b776db62
-- migration procrastinate.0001_initial 1586c49545822f10
-- migration procrastinate.0002_drop_started_at_column ab1b922dbf27a0cd
-- migration procrastinate.0003_drop_started_at_column 4ded9fe0e7196fb2
-- migration procrastinate.0004_drop_procrastinate_version_table 654957a59cd26245
-- migration procrastinate.0005_fix_procrastinate_fetch_job 73e890dbf28b3db8
-- migration procrastinate.0006_fix_trigger_status_events_insert 108f0a995dd6b1bb
-- migration procrastinate.0007_add_queueing_lock_column c0dbf3e1cd59d5c6
-- migration procrastinate.0008_close_fetch_job_race_condition 1ef5f9cc4f168380
-- migration procrastinate.0009_add_defer_job_function 83d190928ccf4cda
-- migration procrastinate.0010_add_procrastinate_periodic_defers 6900276a96d399f8
-- migration procrastinate.0011_add_foreign_key_index 4b9cf92efe5a2804
-- migration procrastinate.0012_add_locks_to_periodic_defer 5bb30307e2d5679a
-- migration procrastinate.0013_fix_procrastinate_defer_periodic_job 421152bcae5fd5dd
-- migration procrastinate.0014_add_finish_job_and_retry_job_functions 0dfe26e20a0fe2ca
-- migration procrastinate.0015_add_trigger_on_job_deletion 88c01dc71e1834eb
-- migration procrastinate.0016_delete_finished_jobs a6d3374f65f3ef99
-- migration procrastinate.0017_add_checks_to_finish_job 267a3aabd32196f4
-- migration procrastinate.0018_add_checks_to_retry_job 3450b88292a00680
-- migration procrastinate.0019_fix_finish_job_compat_issue c6eba810bf51cba6
-- migration procrastinate.0020_add_index_on_procrastinate_jobs b03df2da9969196d
-- migration procrastinate.0021_add_kwargs_to_defer_periodic_job cb88e04a58bdcb21
-- migration procrastinate.0022_null_locks_excluded 09de08be2488cad9
-- migration procrastinate.0023_remove_old_finish_job_function 04ab20db9a102b0c
-- migration procrastinate.0024_job_id_bigint 882f319079c7b467
-- migration procrastinate.0025_add_models 9d74e025340f3b26
-- migration procrastinate.0026_add_job_priority 2e52240eee543412
-- migration procrastinate.0027_add_periodic_job_priority dbd876d1a115aaee
-- migration procrastinate.0028_add_cancel_states 85fcca45bd4bc506
-- migration procrastinate.0029_add_additional_params_to_retry_job d38298ce52c7b431
-- migration procrastinate.0030_alter_procrastinateevent_options adc1a419171402a0
-- migration procrastinate.0031_add_indexes_for_fetch_job f46d741bc7d01be7
-- migration procrastinate.0032_pre_cancel_notification 870048009abe8b1a
-- migration procrastinate.0033_post_cancel_notification c732667832aa85f9
-- migration procrastinate.0034_pre_add_heartbeat 9b4b2c6de15854a7
-- migration procrastinate.0035_post_add_heartbeat f5dfbbd900ed86f2
-- migration procrastinate.0036_add_worker_model f75b29a351cc6c13
-- migration procrastinate.0037_pre_batch_defer_jobs 9f5b501ad15294bb
-- migration procrastinate.0038_post_batch_defer_jobs 674877297f0aa08b
-- migration procrastinate.0039_pre_priority_lock_fetch_job f369bfb4abc18614
-- migration procrastinate.0040_pre_retry_failed_job cc817e05b0bc8653
-- migration procrastinate.0041_post_retry_failed_job e85d5bc8f3eb02dd
-- migration publishing.0001_initial d4645d70e51d6e75
-- migration publishing.0010_subscribers dabd32116b5e38ad
-- migration publishing.0011_lists 73c2919e15f4fbb0
-- migration publishing.0040_site_pages 3bf4a42dede36c78
-- migration publishing.0030_posting 030f838099556023
-- migration publishing.0041_useful_links 49a40451e582d8b2
-- migration publishing.0020_bulletins 9c2f3e0e6b938d7a
-- migration publishing.0021_sending f21a1c1c508fd7a4
-- migration publishing.0022_bounces a181a92aaf8374b3
-- migration publishing.0023_whose_words_stand 1051898d439b8eb2
-- migration publishing.0024_decisions_explained 960fd5282c097ee5
-- migration sessions.0001_initial 6c66a840f98b945f
-- migration socialaccount.0001_initial 487d28bdbd446d36
-- migration socialaccount.0002_token_max_lengths 19bf375287e34de9
-- migration socialaccount.0003_extra_data_default_dict 2b4893fd0568e4de
-- migration socialaccount.0004_app_provider_id_settings be7851e8ea5ded28
-- migration socialaccount.0005_socialtoken_nullable_app d5a1da8c4af69c37
-- migration socialaccount.0006_alter_socialaccount_extra_data 89b7f78c1d644917
-- What follows has the print 414255d1e8482b41
CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);


CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);


CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);


CREATE FUNCTION public.audit_append(the_stream text, the_action text, the_by bigint, the_at timestamp with time zone, the_facts text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
  last_seq bigint;
  last_hash bytea;
  new_hash bytea;
  new_id bigint;
BEGIN
  INSERT INTO foundation_audithead (stream, seq, hash) VALUES (the_stream, 0, audit_nothing())
    ON CONFLICT (stream) DO NOTHING;
  SELECT seq, hash INTO last_seq, last_hash FROM foundation_audithead WHERE stream = the_stream FOR UPDATE;
  new_hash := audit_hash(last_hash, the_stream, last_seq + 1, the_action, the_by, the_at, the_facts);
  INSERT INTO foundation_auditrecord (stream, seq, action, by_id, at, facts, prev, hash)
    VALUES (the_stream, last_seq + 1, the_action, the_by, the_at, the_facts, last_hash, new_hash)
    RETURNING id INTO new_id;
  UPDATE foundation_audithead SET seq = last_seq + 1, hash = new_hash WHERE stream = the_stream;
  RETURN new_id;
END
$$;


CREATE FUNCTION public.audit_digest(the_day date, the_at timestamp with time zone) RETURNS bytea
    LANGUAGE plpgsql
    AS $$
DECLARE
  before bytea;
  made bytea;
  the_id bigint;
  said text;
  how_many integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_digest'));
  SELECT digest INTO made FROM foundation_auditdigest WHERE day = the_day;
  IF FOUND THEN
    RETURN made;
  END IF;
  IF EXISTS (SELECT FROM foundation_auditdigest WHERE day > the_day) THEN
    RAISE EXCEPTION 'A digest of a later day exists: digests are made day by day';
  END IF;
  SELECT digest INTO before FROM foundation_auditdigest ORDER BY day DESC LIMIT 1;
  before := coalesce(before, audit_nothing());
  the_id := nextval(pg_get_serial_sequence('foundation_auditdigest', 'id'));
  INSERT INTO foundation_auditdigestline (digest_id, stream, seq, hash)
    SELECT the_id, head.stream, head.seq, head.hash FROM foundation_audithead AS head
    LEFT JOIN LATERAL (
      SELECT line.seq FROM foundation_auditdigestline AS line
      WHERE line.stream = head.stream ORDER BY line.id DESC LIMIT 1
    ) AS last ON true
    WHERE last.seq IS DISTINCT FROM head.seq;
  SELECT coalesce(string_agg(line.stream || ' ' || line.seq || ' ' || encode(line.hash, 'hex'), E'\n'
           ORDER BY line.stream COLLATE "C"), ''), count(*)
    INTO said, how_many FROM foundation_auditdigestline AS line WHERE line.digest_id = the_id;
  made := sha256(before || convert_to(the_day || E'\n' || said, 'UTF8'));
  INSERT INTO foundation_auditdigest (id, day, heads, prev, digest, at) OVERRIDING SYSTEM VALUE
    VALUES (the_id, the_day, how_many, before, made, the_at);
  RETURN made;
END
$$;


CREATE FUNCTION public.audit_hash(prev bytea, stream text, seq bigint, action text, by_id bigint, at timestamp with time zone, facts text) RETURNS bytea
    LANGUAGE sql STABLE
    AS $$
  -- Each part with its length, so that no two records read alike.
  SELECT sha256(prev || convert_to(
    length(stream) || ':' || stream || seq || ':' || length(action) || ':' || action || coalesce(by_id::text, '-') || ':'
    || extract(epoch FROM at)::numeric(20, 6) || ':' || length(facts) || ':' || facts, 'UTF8'))
$$;


CREATE FUNCTION public.audit_nothing() RETURNS bytea
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT decode(repeat('00', 32), 'hex')
$$;


CREATE FUNCTION public.funding_account_fits_its_fund() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.stage <> 'source' AND (NEW.cluster_id IS NOT NULL) IS DISTINCT FROM
     (SELECT holder_kind = 'cluster' FROM funding_fund WHERE id = NEW.fund_id) THEN
    RAISE EXCEPTION 'A cluster holds the funds of clusters, and nobody else does';
  END IF;
  RETURN NEW;
END
$$;


CREATE FUNCTION public.funding_balance_begins_at_nought() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.pence <> 0 OR (SELECT stage FROM funding_account WHERE id = NEW.account_id) = 'source' THEN
    RAISE EXCEPTION 'A balance begins at nought, and a source has none';
  END IF;
  RETURN NEW;
END
$$;


CREATE FUNCTION public.funding_closed_stays_closed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF OLD.state = 'closed' AND NOT OLD.settled AND NEW.state = 'open' AND NOT NEW.settled
     AND (NEW.fund_id, NEW.year) = (OLD.fund_id, OLD.year)
     AND current_setting('wapentake.bringing_in', true) = 'on' THEN
    RETURN NEW;
  END IF;
  IF OLD.state = 'closed' AND (NEW.state, NEW.settled, NEW.fund_id, NEW.year)
     IS DISTINCT FROM (OLD.state, OLD.settled, OLD.fund_id, OLD.year) THEN
    RAISE EXCEPTION 'A closed year stays closed';
  END IF;
  RETURN NEW;
END
$$;


CREATE FUNCTION public.funding_keeps_rings() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  -- A correction undoes exactly what it corrects, and nothing else is asked of it.
  IF EXISTS (
    SELECT FROM legs JOIN funding_transfer AS t ON t.id = legs.transfer_id WHERE t.reverses_id IS NOT NULL
  ) THEN
    IF EXISTS (
      SELECT FROM (
        SELECT e.account_id, e.pence FROM funding_entry AS e
          WHERE e.transfer_id IN (SELECT t.reverses_id FROM legs JOIN funding_transfer AS t ON t.id = legs.transfer_id)
        UNION ALL SELECT account_id, pence FROM legs
      ) AS both_ways GROUP BY account_id HAVING sum(pence) <> 0
    ) THEN
      RAISE EXCEPTION 'A correction undoes what it corrects' USING ERRCODE = 'WP005';
    END IF;
    RETURN NULL;
  END IF;

  -- Never capital to revenue (Local Government Act 2003, sections 9 and 11), never in or out of housing (Local
  -- Government and Housing Act 1989, section 74) or of the levy (CIL Regulations 2010, regulation 59).
  IF EXISTS (
    WITH nets AS (
      SELECT legs.transfer_id, f.id, f.kind, sum(legs.pence) AS pence
      FROM legs JOIN funding_account AS a ON a.id = legs.account_id JOIN funding_fund AS f ON f.id = a.fund_id
      GROUP BY 1, 2, 3
    )
    SELECT FROM nets AS gives JOIN nets AS takes ON takes.transfer_id = gives.transfer_id AND takes.id <> gives.id
    WHERE gives.pence < 0 AND takes.pence > 0 AND gives.kind <> takes.kind
      AND (gives.kind IN ('housing', 'levy') OR takes.kind IN ('housing', 'levy')
           OR gives.kind = 'capital' AND takes.kind = 'revenue')
  ) THEN
    RAISE EXCEPTION 'Money would leave its ring' USING ERRCODE = 'WP006';
  END IF;

  IF EXISTS (
    SELECT FROM legs JOIN funding_account AS a ON a.id = legs.account_id
    JOIN funding_fundyear AS y ON y.fund_id = a.fund_id AND y.year = a.year
    WHERE y.frozen_at IS NOT NULL AND legs.pence > 0
      AND (a.stage IN ('reserved', 'committed')
           OR a.stage = 'left' AND EXISTS (SELECT FROM funding_transfer AS t
                                           WHERE t.id = legs.transfer_id AND t.kind IN ('allot', 'move')))
  ) THEN
    RAISE EXCEPTION 'The fund is frozen' USING ERRCODE = 'WP007';
  END IF;
  RETURN NULL;
END
$$;


CREATE FUNCTION public.funding_legs_sum_to_nought() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF (SELECT sum(pence) FROM funding_entry WHERE transfer_id = NEW.transfer_id) <> 0 THEN
    RAISE EXCEPTION 'The legs of transfer % do not sum to nought', NEW.transfer_id;
  END IF;
  RETURN NULL;
END
$$;


CREATE FUNCTION public.funding_only_by_posting() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF current_setting('wapentake.posting', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    RAISE EXCEPTION 'Money moves only through funding_post: % on % is refused', lower(tg_op), tg_table_name;
  END IF;
  RETURN NEW;
END
$$;


CREATE FUNCTION public.funding_post(the_id bigint, the_key text, the_kind text, the_on date, the_by bigint, the_at timestamp with time zone, the_accounts bigint[], the_pence bigint[], the_asked text, the_application bigint, the_reverses bigint, the_stream text, the_action text, the_facts text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
  the_body bytea;
  first_body bytea;
  posted bigint;
  short record;
  found_accounts integer;
  bad_year boolean;
  bad_date boolean;
  bad_account boolean;
BEGIN
  IF cardinality(the_accounts) < 2 OR cardinality(the_accounts) <> cardinality(the_pence)
     OR (SELECT sum(p) FROM unnest(the_pence) AS p) <> 0 THEN
    RAISE EXCEPTION 'The legs of a transfer sum to nought' USING ERRCODE = 'WP005';
  END IF;

  -- 1. Claim the key. Whoever comes second waits here for the first, and gets the first one's answer.
  the_body := sha256(convert_to(jsonb_build_array(
    the_kind, the_by, the_accounts, the_pence, the_application, the_reverses, the_asked)::text, 'UTF8'));
  PERFORM set_config('wapentake.posting', pg_current_xact_id()::text, true);
  INSERT INTO funding_transfer (id, key, body, kind, "on", by_id, at, application_id, reverses_id)
    VALUES (coalesce(the_id, nextval(pg_get_serial_sequence('funding_transfer', 'id'))),
            the_key, the_body, the_kind, the_on, the_by, the_at, the_application, the_reverses)
    ON CONFLICT (key) DO NOTHING RETURNING id INTO posted;
  IF posted IS NULL THEN
    PERFORM set_config('wapentake.posting', '', true);
    SELECT id, body INTO posted, first_body FROM funding_transfer WHERE key = the_key;
    IF first_body <> the_body THEN
      RAISE EXCEPTION 'The key % was used for another transfer', the_key USING ERRCODE = 'WP002';
    END IF;
    RETURN posted;
  END IF;

  -- 2. Hold the years open, then look at them.
  PERFORM pg_advisory_xact_lock_shared(funding_year_key(fund_id, year)) FROM (
    SELECT DISTINCT fund_id, year::integer AS year FROM funding_account WHERE id = ANY (the_accounts) ORDER BY 1, 2
  ) AS years;
  SELECT count(*), bool_or(y.state IS DISTINCT FROM 'open'),
         bool_or(the_on < make_date(a.year, 4, 1) OR the_on >= make_date(a.year + 1, 4, 1)),
         bool_or(a.stage <> 'source' AND b.account_id IS NULL)
    INTO found_accounts, bad_year, bad_date, bad_account
    FROM funding_account AS a
    LEFT JOIN funding_fundyear AS y ON y.fund_id = a.fund_id AND y.year = a.year
    LEFT JOIN funding_balance AS b ON b.account_id = a.id
    WHERE a.id = ANY (the_accounts);
  IF found_accounts <> (SELECT count(DISTINCT a) FROM unnest(the_accounts) AS a) OR bad_account THEN
    RAISE EXCEPTION 'A leg names no account that has a balance' USING ERRCODE = 'WP005';
  ELSIF bad_year THEN
    RAISE EXCEPTION 'The year is not open' USING ERRCODE = 'WP003';
  ELSIF bad_date THEN
    RAISE EXCEPTION '% is not in the year of the accounts', the_on USING ERRCODE = 'WP004';
  END IF;

  -- 3. Lock the balances in the order of their ids, and only then look at what is there.
  PERFORM FROM funding_balance WHERE account_id = ANY (the_accounts) ORDER BY account_id FOR UPDATE;
  SELECT b.account_id, a.stage, b.pence AS there, -l.pence AS wanted INTO short
    FROM (SELECT x.a, sum(x.p)::bigint AS pence FROM unnest(the_accounts, the_pence) AS x (a, p) GROUP BY x.a) AS l
    JOIN funding_balance AS b ON b.account_id = l.a
    JOIN funding_account AS a ON a.id = l.a
    WHERE b.pence + l.pence < 0 ORDER BY b.account_id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'There is too little money' USING ERRCODE = 'WP001', DETAIL = row_to_json(short)::text;
  END IF;

  -- 4. Move it.
  UPDATE funding_balance AS b SET pence = b.pence + l.pence
    FROM (SELECT x.a, sum(x.p)::bigint AS pence FROM unnest(the_accounts, the_pence) AS x (a, p) GROUP BY x.a) AS l
    WHERE b.account_id = l.a;
  INSERT INTO funding_entry (transfer_id, account_id, pence)
    SELECT posted, x.a, x.p FROM unnest(the_accounts, the_pence) AS x (a, p);
  PERFORM set_config('wapentake.posting', '', true);

  -- 5. Say so, last: the chain's head is the lock that most others wait for.
  PERFORM audit_append(the_stream, the_action, the_by, the_at, the_facts);
  RETURN posted;
END
$$;


CREATE FUNCTION public.funding_year_key(the_fund bigint, the_year integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT hashtextextended('funding_year:' || the_fund || ':' || the_year, 0)
$$;


CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;


CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;


CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;




CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);


CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;


CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;


CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;


CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;


CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;


CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;


CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;


CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;


CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;


CREATE FUNCTION public.published_page_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.changed_in := pg_current_xact_id()::text::bigint;
  PERFORM pg_notify('published', '');
  RETURN NEW;
END
$$;


CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', tg_table_name, lower(tg_op);
END
$$;


CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);


ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


CREATE TABLE public.evidence_arealookup (
    id bigint NOT NULL,
    kind character varying(13) NOT NULL,
    code character varying(9) NOT NULL,
    "into" character varying(9) NOT NULL
);


ALTER TABLE public.evidence_arealookup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_arealookup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_areashare (
    id bigint NOT NULL,
    geography character varying(8) NOT NULL,
    area character varying(9) NOT NULL,
    ward_code character varying(9) NOT NULL,
    method character varying(16) NOT NULL,
    share double precision NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT share_is_a_part CHECK (((share > (0.0)::double precision) AND (share <= (1.000001)::double precision)))
);


ALTER TABLE public.evidence_areashare ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_areashare_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_finding (
    id bigint NOT NULL,
    text character varying(500) NOT NULL,
    topic character varying(12) NOT NULL,
    said_by character varying(10) NOT NULL,
    source character varying(200) NOT NULL,
    confidence character varying(6) NOT NULL,
    place character varying(200) NOT NULL,
    known_on date NOT NULL,
    look_again_on date NOT NULL,
    public boolean NOT NULL,
    state character varying(9) NOT NULL,
    withdrawn_because character varying(300) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    recorded_by_id bigint NOT NULL,
    replaces_id bigint,
    CONSTRAINT a_finding_holds_for_a_while CHECK ((look_again_on > known_on)),
    CONSTRAINT a_finding_that_stands_is_open CHECK ((((closed_at IS NULL) AND ((state)::text = 'stands'::text)) OR ((NOT ((state)::text = 'stands'::text)) AND (closed_at IS NOT NULL))))
);


ALTER TABLE public.evidence_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_finding_wards (
    id bigint NOT NULL,
    finding_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.evidence_finding_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_finding_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_fitting (
    id bigint NOT NULL,
    rests_on character varying(64) NOT NULL,
    fitted_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL
);


ALTER TABLE public.evidence_fitting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_fitting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_indicator (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    name character varying(160) NOT NULL,
    unit character varying(10) NOT NULL,
    spread character varying(10) NOT NULL,
    topic character varying(12) NOT NULL,
    better character varying(8) NOT NULL,
    decimals smallint NOT NULL,
    note character varying(300) NOT NULL,
    headline boolean NOT NULL,
    over_category character varying(120) NOT NULL,
    under_category character varying(120) NOT NULL,
    times integer NOT NULL,
    over_id bigint,
    under_id bigint,
    source_id bigint NOT NULL,
    CONSTRAINT derived_of_two CHECK ((((over_id IS NULL) AND (under_id IS NULL)) OR ((over_id IS NOT NULL) AND (under_id IS NOT NULL)))),
    CONSTRAINT evidence_indicator_decimals_check CHECK ((decimals >= 0)),
    CONSTRAINT evidence_indicator_times_check CHECK ((times >= 0))
);


ALTER TABLE public.evidence_indicator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_indicator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_keptfile (
    of_id bigint NOT NULL,
    contents bytea NOT NULL
);


CREATE TABLE public.evidence_layoutmapping (
    id bigint NOT NULL,
    signature character varying(64) NOT NULL,
    headings jsonb NOT NULL,
    columns jsonb NOT NULL,
    said_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    said_by_id bigint,
    source_id bigint NOT NULL
);


ALTER TABLE public.evidence_layoutmapping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_layoutmapping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_linefault (
    id bigint NOT NULL,
    line integer,
    why text NOT NULL,
    of_id bigint NOT NULL,
    CONSTRAINT evidence_linefault_line_check CHECK ((line >= 0))
);


ALTER TABLE public.evidence_linefault ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_linefault_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_loadprogress (
    step character varying(60) NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    of_id bigint NOT NULL,
    CONSTRAINT evidence_loadprogress_done_check CHECK ((done >= 0)),
    CONSTRAINT evidence_loadprogress_total_check CHECK ((total >= 0))
);


CREATE TABLE public.evidence_reading (
    id bigint NOT NULL,
    geography character varying(8) NOT NULL,
    area character varying(9) NOT NULL,
    period character varying(10) NOT NULL,
    category character varying(120) NOT NULL,
    value double precision NOT NULL,
    longitude double precision,
    latitude double precision,
    indicator_id bigint NOT NULL,
    file_id bigint NOT NULL,
    error double precision NOT NULL,
    inside double precision,
    method character varying(16) NOT NULL,
    touching double precision
);


ALTER TABLE public.evidence_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_readingfile (
    id bigint NOT NULL,
    layout character varying(40) NOT NULL,
    name character varying(100) NOT NULL,
    sha256 character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    counts jsonb NOT NULL,
    retrieved_on date NOT NULL,
    read_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    read_by_id bigint,
    source_id bigint,
    applied_by_id bigint,
    columns jsonb NOT NULL,
    headings jsonb NOT NULL,
    sample jsonb NOT NULL,
    stopped text NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(200) NOT NULL,
    withdrawn_by_id bigint,
    CONSTRAINT whose_figures_is_known CHECK (((source_id IS NOT NULL) OR ((state)::text = ANY ((ARRAY['kept'::character varying, 'discarded'::character varying])::text[]))))
);


ALTER TABLE public.evidence_readingfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_readingfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_replacedreading (
    id bigint NOT NULL,
    geography character varying(8) NOT NULL,
    area character varying(9) NOT NULL,
    period character varying(10) NOT NULL,
    category character varying(120) NOT NULL,
    value double precision NOT NULL,
    longitude double precision,
    latitude double precision,
    method character varying(16) NOT NULL,
    error double precision NOT NULL,
    inside double precision,
    touching double precision,
    by_id bigint NOT NULL,
    file_id bigint NOT NULL,
    indicator_id bigint NOT NULL
);


ALTER TABLE public.evidence_replacedreading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_replacedreading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_source (
    id bigint NOT NULL,
    key character varying(50) NOT NULL,
    publisher character varying(120) NOT NULL,
    title character varying(160) NOT NULL,
    link character varying(200) NOT NULL,
    licence character varying(100) NOT NULL,
    licence_link character varying(200) NOT NULL,
    attribution character varying(300) NOT NULL
);


ALTER TABLE public.evidence_source ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_stagedreading (
    id bigint NOT NULL,
    geography character varying(8) NOT NULL,
    area character varying(9) NOT NULL,
    period character varying(10) NOT NULL,
    category character varying(120) NOT NULL,
    value double precision NOT NULL,
    longitude double precision,
    latitude double precision,
    line integer NOT NULL,
    file_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    error double precision NOT NULL,
    inside double precision,
    method character varying(16) NOT NULL,
    touching double precision,
    CONSTRAINT evidence_stagedreading_line_check CHECK ((line >= 0))
);


ALTER TABLE public.evidence_stagedreading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_stagedreading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.evidence_wardreading (
    id bigint NOT NULL,
    period character varying(10) NOT NULL,
    category character varying(120) NOT NULL,
    area character varying(9) NOT NULL,
    method character varying(16) NOT NULL,
    value double precision NOT NULL,
    error double precision NOT NULL,
    rank integer,
    of integer,
    edition_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    rank_low integer,
    spread double precision[] NOT NULL,
    geography character varying(8) NOT NULL,
    CONSTRAINT evidence_wardreading_of_check CHECK ((of >= 0)),
    CONSTRAINT evidence_wardreading_rank_check CHECK ((rank >= 0)),
    CONSTRAINT evidence_wardreading_rank_low_check CHECK ((rank_low >= 0))
);


ALTER TABLE public.evidence_wardreading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evidence_wardreading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_auditdigest (
    id bigint NOT NULL,
    day date NOT NULL,
    heads integer NOT NULL,
    prev bytea NOT NULL,
    digest bytea NOT NULL,
    at timestamp with time zone NOT NULL
);


ALTER TABLE public.foundation_auditdigest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_auditdigest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_auditdigestline (
    id bigint NOT NULL,
    stream text NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    digest_id bigint NOT NULL
);


ALTER TABLE public.foundation_auditdigestline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_auditdigestline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_audithead (
    stream text NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL
);


CREATE TABLE public.foundation_auditpersonal (
    record_id bigint NOT NULL,
    data jsonb NOT NULL
);


CREATE TABLE public.foundation_auditrecord (
    id bigint NOT NULL,
    stream text NOT NULL,
    seq bigint NOT NULL,
    action text NOT NULL,
    by_id bigint,
    at timestamp with time zone NOT NULL,
    facts text NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL
);


ALTER TABLE public.foundation_auditrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_auditrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_change (
    id bigint NOT NULL,
    ref text NOT NULL,
    at timestamp with time zone NOT NULL
);


ALTER TABLE public.foundation_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_hold (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    refs text[] NOT NULL,
    starts timestamp with time zone NOT NULL,
    ends timestamp with time zone,
    reason character varying(300) NOT NULL,
    made_by_id bigint,
    CONSTRAINT hold_ends_after_it_starts CHECK (((ends IS NULL) OR (ends >= starts)))
);


ALTER TABLE public.foundation_hold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE SEQUENCE public.foundation_published_news
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


CREATE TABLE public.foundation_publishedpage (
    id bigint NOT NULL,
    path text NOT NULL,
    family text NOT NULL,
    refs text[] NOT NULL,
    state character varying(10) NOT NULL,
    wanted bigint NOT NULL,
    wanted_at timestamp with time zone NOT NULL,
    rendered bigint NOT NULL,
    failures integer NOT NULL,
    tried_at timestamp with time zone,
    looked_ahead_to timestamp with time zone,
    version bigint NOT NULL,
    changed_in bigint NOT NULL
);


ALTER TABLE public.foundation_publishedpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_publishedpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_publishedversion (
    id bigint NOT NULL,
    ahead boolean NOT NULL,
    identity bytea NOT NULL,
    gzip bytea NOT NULL,
    brotli bytea NOT NULL,
    etag character varying(40) NOT NULL,
    content_type character varying(100) NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_until timestamp with time zone,
    never_after timestamp with time zone,
    rendered_at timestamp with time zone NOT NULL,
    build character varying(40) NOT NULL,
    page_id bigint NOT NULL,
    text text NOT NULL,
    title text NOT NULL,
    words tsvector GENERATED ALWAYS AS ((setweight(to_tsvector('english'::regconfig, COALESCE(title, ''::text)), 'A'::"char") || setweight(to_tsvector('english'::regconfig, COALESCE(text, ''::text)), 'D'::"char"))) STORED
);


ALTER TABLE public.foundation_publishedversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_publishedversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_storedfile (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    name character varying(200) NOT NULL,
    content_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    uploaded_by_id bigint
);


ALTER TABLE public.foundation_storedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_storedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_switch (
    key character varying(50) NOT NULL,
    "on" boolean NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL
);


CREATE TABLE public.funding_account (
    id bigint NOT NULL,
    year smallint NOT NULL,
    stage character varying(9) NOT NULL,
    councillor_id bigint,
    ward_id bigint,
    fund_id bigint NOT NULL,
    cluster_id bigint,
    CONSTRAINT account_is_a_ward_or_cluster CHECK ((((cluster_id IS NULL) AND (councillor_id IS NULL) AND ((stage)::text = 'source'::text) AND (ward_id IS NULL)) OR ((NOT ((stage)::text = 'source'::text)) AND (cluster_id IS NULL) AND (ward_id IS NOT NULL)) OR ((NOT ((stage)::text = 'source'::text)) AND (cluster_id IS NOT NULL) AND (councillor_id IS NULL) AND (ward_id IS NULL)))),
    CONSTRAINT funding_account_year_check CHECK ((year >= 0))
);


ALTER TABLE public.funding_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_alertrule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    month smallint NOT NULL,
    day smallint NOT NULL,
    last_days smallint NOT NULL,
    source character varying(300) NOT NULL,
    CONSTRAINT alert_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT alerts_begin_on_a_day CHECK (((day >= 1) AND (day <= 28) AND (month >= 1) AND (month <= 12))),
    CONSTRAINT funding_alertrule_day_check CHECK ((day >= 0)),
    CONSTRAINT funding_alertrule_last_days_check CHECK ((last_days >= 0)),
    CONSTRAINT funding_alertrule_month_check CHECK ((month >= 0))
);


ALTER TABLE public.funding_alertrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_alertrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_application (
    id bigint NOT NULL,
    reference character varying(20) NOT NULL,
    token uuid NOT NULL,
    year smallint NOT NULL,
    title character varying(100) NOT NULL,
    purpose text NOT NULL,
    pence bigint NOT NULL,
    contact_name character varying(150) NOT NULL,
    contact_email character varying(254) NOT NULL,
    state character varying(9) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    decided_on date,
    councillor_id bigint,
    organisation_id bigint NOT NULL,
    priority_id bigint,
    ward_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    who_benefits text NOT NULL,
    who_was_asked text NOT NULL,
    admits jsonb NOT NULL,
    cost_pence bigint,
    costs character varying(8) NOT NULL,
    route character varying(13) NOT NULL,
    group_confirmed_at timestamp with time zone,
    group_confirmed_by_id bigint,
    typed_name character varying(200) NOT NULL,
    typed_number character varying(12) NOT NULL,
    serves character varying(120) NOT NULL,
    cluster_id bigint,
    project_id bigint,
    CONSTRAINT application_asks_for_something CHECK ((pence > 0)),
    CONSTRAINT application_asks_one_holder CHECK (((councillor_id IS NULL) OR (cluster_id IS NULL))),
    CONSTRAINT funding_application_year_check CHECK ((year >= 0))
);


ALTER TABLE public.funding_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_areadwellings (
    id bigint NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    source character varying(200) NOT NULL,
    parish_id bigint,
    ward_id bigint,
    CONSTRAINT dwellings_of_one_area CHECK ((((parish_id IS NULL) AND (ward_id IS NOT NULL)) OR ((parish_id IS NOT NULL) AND (ward_id IS NULL)))),
    CONSTRAINT funding_areadwellings_number_check CHECK ((number >= 0)),
    CONSTRAINT funding_areadwellings_year_check CHECK ((year >= 0))
);


ALTER TABLE public.funding_areadwellings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_areadwellings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_attachment (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    application_id bigint,
    draft_id bigint,
    file_id bigint NOT NULL,
    CONSTRAINT attached_to_one_thing CHECK ((((draft_id IS NULL) OR (application_id IS NULL)) AND (1 = (
CASE
    WHEN (draft_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (application_id IS NULL) THEN 1
    ELSE 0
END))))
);


ALTER TABLE public.funding_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_awardfreeze (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    reason character varying(200) NOT NULL,
    state character varying(11) NOT NULL,
    at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lifted_because character varying(200) NOT NULL,
    by_id bigint,
    lifted_by_id bigint,
    poll_id bigint,
    ward_id bigint,
    CONSTRAINT award_freeze_ends CHECK ((to_date IS NOT NULL)),
    CONSTRAINT award_freeze_has_its_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT award_freeze_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT lifting_a_freeze_has_its_reason CHECK (((NOT ((state)::text = 'lifted'::text)) OR ((lifted_at IS NOT NULL) AND (NOT ((lifted_because)::text = ''::text)))))
);


ALTER TABLE public.funding_awardfreeze ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_awardfreeze_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_awardimport (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    sha256 character varying(64) NOT NULL,
    headings jsonb NOT NULL,
    fingerprint character varying(64) NOT NULL,
    columns jsonb NOT NULL,
    "values" jsonb NOT NULL,
    counts jsonb NOT NULL,
    lines_read integer NOT NULL,
    state character varying(7) NOT NULL,
    staged_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    stopped text NOT NULL,
    undone_at timestamp with time zone,
    undone_because character varying(200) NOT NULL,
    applied_by_id bigint,
    staged_by_id bigint,
    undone_by_id bigint,
    of character varying(12) NOT NULL,
    CONSTRAINT funding_awardimport_lines_read_check CHECK ((lines_read >= 0))
);


ALTER TABLE public.funding_awardimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_awardimport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_balance (
    account_id bigint NOT NULL,
    pence bigint NOT NULL,
    CONSTRAINT balance_never_below_nought CHECK ((pence >= 0))
)
WITH (fillfactor='50');


CREATE TABLE public.funding_cancellation (
    id bigint NOT NULL,
    pence bigint NOT NULL,
    reason text NOT NULL,
    state character varying(8) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    needs_two boolean NOT NULL,
    settled_at timestamp with time zone,
    application_id bigint NOT NULL,
    proposed_by_id bigint NOT NULL,
    settled_by_id bigint,
    transfer_id bigint,
    CONSTRAINT a_cancellation_has_its_officers CHECK (((NOT ((state)::text = 'done'::text)) OR ((settled_by_id IS NOT NULL) AND (transfer_id IS NOT NULL) AND ((NOT needs_two) OR (NOT ((settled_by_id = proposed_by_id) AND (settled_by_id IS NOT NULL))))))),
    CONSTRAINT cancellation_is_of_something CHECK ((pence > 0))
);


ALTER TABLE public.funding_cancellation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_cancellation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_columnmapping (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    columns jsonb NOT NULL,
    "values" jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint
);


ALTER TABLE public.funding_columnmapping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_columnmapping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_copygiven (
    id bigint NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    decision_id bigint NOT NULL
);


ALTER TABLE public.funding_copygiven ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_copygiven_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_correctedrecord (
    id bigint NOT NULL,
    number smallint NOT NULL,
    reasons text NOT NULL,
    alternatives text NOT NULL,
    equality text NOT NULL,
    what character varying(300) NOT NULL,
    why character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    CONSTRAINT a_correction_says_what_and_why CHECK (((NOT ((what)::text = ''::text)) AND (NOT ((why)::text = ''::text)))),
    CONSTRAINT funding_correctedrecord_number_check CHECK ((number >= 0)),
    CONSTRAINT the_decision_is_record_1 CHECK ((number >= 2))
);


ALTER TABLE public.funding_correctedrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_correctedrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_costline (
    id bigint NOT NULL,
    what character varying(120) NOT NULL,
    kind character varying(8) NOT NULL,
    pence bigint NOT NULL,
    application_id bigint NOT NULL,
    CONSTRAINT cost_line_costs_something CHECK ((pence > 0))
);


ALTER TABLE public.funding_costline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_costline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_decision (
    id bigint NOT NULL,
    kind character varying(7) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    basis character varying(7) NOT NULL,
    reasons text NOT NULL,
    alternatives text NOT NULL,
    application_id bigint NOT NULL,
    by_id bigint NOT NULL,
    transfer_id bigint,
    body bytea NOT NULL,
    equality text NOT NULL,
    key character varying(200) NOT NULL,
    interest boolean,
    payee_name character varying(200) NOT NULL,
    payee_number character varying(12) NOT NULL,
    dispensation_id bigint
);


ALTER TABLE public.funding_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_declaredinterest (
    id bigint NOT NULL,
    nature text NOT NULL,
    register_by date,
    at timestamp with time zone NOT NULL,
    "on" date NOT NULL,
    key character varying(200) NOT NULL,
    body bytea NOT NULL,
    application_id bigint NOT NULL,
    by_id bigint NOT NULL,
    councillor_id bigint
);


ALTER TABLE public.funding_declaredinterest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_declaredinterest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_development (
    id bigint NOT NULL,
    reference character varying(20) NOT NULL,
    site character varying(200) NOT NULL,
    longitude double precision,
    latitude double precision,
    dwellings integer NOT NULL,
    ward_placed character varying(5) NOT NULL,
    ward_reason character varying(200) NOT NULL,
    parish_placed character varying(5) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint,
    parish_id bigint,
    ward_id bigint NOT NULL,
    plan_id bigint,
    withdrawn_on date,
    withdrawn_why character varying(300) NOT NULL,
    CONSTRAINT a_point_has_two_numbers CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR ((latitude IS NOT NULL) AND (longitude IS NOT NULL)))),
    CONSTRAINT funding_development_dwellings_check CHECK ((dwellings >= 0)),
    CONSTRAINT placed_by_its_point CHECK (((NOT ((ward_placed)::text = 'point'::text)) OR (longitude IS NOT NULL))),
    CONSTRAINT withdrawn_with_its_reason CHECK ((((withdrawn_on IS NULL) AND ((withdrawn_why)::text = ''::text)) OR ((withdrawn_on IS NOT NULL) AND (NOT ((withdrawn_why)::text = ''::text)))))
);


ALTER TABLE public.funding_development ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_development_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_draft (
    id bigint NOT NULL,
    token uuid NOT NULL,
    answers jsonb NOT NULL,
    started_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    application_id bigint,
    email character varying(254) NOT NULL,
    reminded_at timestamp with time zone
);


ALTER TABLE public.funding_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_entered (
    id bigint NOT NULL,
    how character varying(9) NOT NULL,
    "on" date NOT NULL,
    agreed character varying(200) NOT NULL,
    by_id bigint NOT NULL,
    draft_id bigint NOT NULL
);


ALTER TABLE public.funding_entered ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_entered_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_entry (
    id bigint NOT NULL,
    pence bigint NOT NULL,
    account_id bigint NOT NULL,
    transfer_id bigint NOT NULL,
    CONSTRAINT entry_moves_something CHECK ((NOT (pence = 0)))
);


ALTER TABLE public.funding_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_freezeoverride (
    id bigint NOT NULL,
    reason character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    by_id bigint NOT NULL,
    freeze_id bigint NOT NULL,
    CONSTRAINT an_override_has_its_reason CHECK ((NOT ((reason)::text = ''::text)))
);


ALTER TABLE public.funding_freezeoverride ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_freezeoverride_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_freezerule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    working_days_before smallint NOT NULL,
    days_after smallint NOT NULL,
    source character varying(300) NOT NULL,
    CONSTRAINT freeze_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT funding_freezerule_days_after_check CHECK ((days_after >= 0)),
    CONSTRAINT funding_freezerule_working_days_before_check CHECK ((working_days_before >= 0)),
    CONSTRAINT the_day_of_the_poll_is_frozen CHECK ((days_after >= 1))
);


ALTER TABLE public.funding_freezerule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_freezerule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_fund (
    id bigint NOT NULL,
    key character varying(50) NOT NULL,
    name character varying(60) NOT NULL,
    kind character varying(8) NOT NULL,
    holder_kind character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    prefix character varying(6) NOT NULL,
    takes_applications boolean NOT NULL,
    CONSTRAINT funding_fund_position_check CHECK (("position" >= 0))
);


ALTER TABLE public.funding_fund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_fund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_fundcheck (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    key character varying(40) NOT NULL,
    words character varying(200) NOT NULL,
    source character varying(200) NOT NULL,
    may_not_apply boolean NOT NULL,
    "position" smallint NOT NULL,
    fund_id bigint NOT NULL,
    CONSTRAINT fund_check_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT funding_fundcheck_position_check CHECK (("position" >= 0))
);


ALTER TABLE public.funding_fundcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_fundcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_fundrule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    key character varying(40) NOT NULL,
    value jsonb NOT NULL,
    text character varying(300) NOT NULL,
    source character varying(200) NOT NULL,
    fund_id bigint NOT NULL,
    CONSTRAINT fund_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.funding_fundrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_fundrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_fundyear (
    id bigint NOT NULL,
    year smallint NOT NULL,
    state character varying(6) NOT NULL,
    last_number integer NOT NULL,
    fund_id bigint NOT NULL,
    frozen_at timestamp with time zone,
    frozen_because character varying(200) NOT NULL,
    frozen_by_id bigint,
    settled boolean NOT NULL,
    CONSTRAINT a_freeze_has_its_reason CHECK (((frozen_at IS NULL) OR (NOT ((frozen_because)::text = ''::text)))),
    CONSTRAINT funding_fundyear_last_number_check CHECK ((last_number >= 0)),
    CONSTRAINT funding_fundyear_year_check CHECK ((year >= 0))
);


ALTER TABLE public.funding_fundyear ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_fundyear_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_importline (
    id bigint NOT NULL,
    number integer NOT NULL,
    cells jsonb NOT NULL,
    outcome character varying(7) NOT NULL,
    problems jsonb NOT NULL,
    key character varying(80) NOT NULL,
    contents character varying(64) NOT NULL,
    awarded_on date,
    pence bigint,
    live boolean NOT NULL,
    application_id bigint,
    fund_id bigint,
    of_id bigint NOT NULL,
    ward_id bigint,
    receipt_id bigint,
    CONSTRAINT funding_importline_number_check CHECK ((number >= 0)),
    CONSTRAINT live_is_brought_in CHECK (((NOT live) OR (application_id IS NOT NULL) OR (receipt_id IS NOT NULL)))
);


ALTER TABLE public.funding_importline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_importline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_importprogress (
    of_id bigint NOT NULL,
    step character varying(60) NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    CONSTRAINT funding_importprogress_done_check CHECK ((done >= 0)),
    CONSTRAINT funding_importprogress_total_check CHECK ((total >= 0))
);


CREATE TABLE public.funding_infrastructurestatement (
    id bigint NOT NULL,
    year smallint NOT NULL,
    reminders smallint NOT NULL,
    published_on date,
    received bigint,
    unspent bigint,
    at timestamp with time zone,
    by_id bigint,
    CONSTRAINT funding_infrastructurestatement_reminders_check CHECK ((reminders >= 0)),
    CONSTRAINT funding_infrastructurestatement_year_check CHECK ((year >= 0)),
    CONSTRAINT published_with_its_figures CHECK ((((at IS NULL) AND (by_id IS NULL) AND (published_on IS NULL) AND (received IS NULL) AND (unspent IS NULL)) OR ((at IS NOT NULL) AND (published_on IS NOT NULL) AND (received IS NOT NULL) AND (unspent IS NOT NULL))))
);


ALTER TABLE public.funding_infrastructurestatement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_infrastructurestatement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_instalment (
    id bigint NOT NULL,
    number smallint NOT NULL,
    pence bigint NOT NULL,
    due_on date NOT NULL,
    first character varying(7) NOT NULL,
    state character varying(7) NOT NULL,
    shown text NOT NULL,
    shown_at timestamp with time zone,
    receipt_on date,
    receipt_pence bigint,
    seen_at timestamp with time zone,
    application_id bigint NOT NULL,
    seen_by_id bigint,
    shown_by_id bigint,
    transfer_id bigint,
    CONSTRAINT a_paid_instalment_has_its_transfer CHECK (((((state)::text = 'paid'::text) AND (transfer_id IS NOT NULL)) OR ((NOT ((state)::text = 'paid'::text)) AND (transfer_id IS NULL)))),
    CONSTRAINT funding_instalment_number_check CHECK ((number >= 0)),
    CONSTRAINT instalment_is_of_something CHECK ((pence > 0)),
    CONSTRAINT what_was_seen_was_shown CHECK ((((seen_at IS NULL) AND (seen_by_id IS NULL)) OR ((seen_at IS NOT NULL) AND (seen_by_id IS NOT NULL) AND (shown_at IS NOT NULL))))
);


ALTER TABLE public.funding_instalment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_instalment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_invitation (
    id bigint NOT NULL,
    code character varying(8) NOT NULL,
    answers jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    until date NOT NULL,
    made_by_id bigint NOT NULL
);


ALTER TABLE public.funding_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_jointpurchase (
    id bigint NOT NULL,
    words character varying(80) NOT NULL,
    what character varying(120) NOT NULL,
    note character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL
);


ALTER TABLE public.funding_jointpurchase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_jointpurchase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_letter (
    id bigint NOT NULL,
    subject character varying(200) NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    posted_on date,
    application_id bigint NOT NULL,
    posted_by_id bigint,
    CONSTRAINT a_posted_letter_says_by_whom CHECK (((posted_on IS NULL) OR (posted_by_id IS NOT NULL)))
);


ALTER TABLE public.funding_letter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_levyanswer (
    id bigint NOT NULL,
    demands text NOT NULL,
    engaged text NOT NULL,
    at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    by_id bigint NOT NULL
);


CREATE TABLE public.funding_levyanswer_developments (
    id bigint NOT NULL,
    levyanswer_id bigint NOT NULL,
    development_id bigint NOT NULL
);


ALTER TABLE public.funding_levyanswer_developments ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_levyanswer_developments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.funding_levyanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_levyanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_levyreceipt (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    "on" date NOT NULL,
    year smallint NOT NULL,
    pence bigint NOT NULL,
    percent smallint NOT NULL,
    administration smallint NOT NULL,
    cap bigint,
    share bigint NOT NULL,
    reason character varying(300) NOT NULL,
    key character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    corrects_id bigint,
    development_id bigint NOT NULL,
    parish_id bigint,
    transfer_id bigint,
    ward_id bigint NOT NULL,
    plan_id bigint,
    CONSTRAINT funding_levyreceipt_administration_check CHECK ((administration >= 0)),
    CONSTRAINT funding_levyreceipt_percent_check CHECK ((percent >= 0)),
    CONSTRAINT funding_levyreceipt_year_check CHECK ((year >= 0)),
    CONSTRAINT parish_money_in_no_pot CHECK (((parish_id IS NULL) OR (transfer_id IS NULL))),
    CONSTRAINT share_within_the_receipt CHECK ((((share >= 0) AND (share <= pence)) OR ((share >= pence) AND (share <= 0)))),
    CONSTRAINT what_goes_back_names_its_receipt CHECK ((((corrects_id IS NULL) AND ((kind)::text = 'received'::text) AND (pence > 0) AND (share >= 0)) OR ((NOT ((kind)::text = 'received'::text)) AND (corrects_id IS NOT NULL) AND (pence < 0) AND (share <= 0))))
);


ALTER TABLE public.funding_levyreceipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_levyreceipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_minute (
    id bigint NOT NULL,
    met_on date NOT NULL,
    said character varying(120) NOT NULL,
    application_id bigint NOT NULL,
    CONSTRAINT a_minute_says_where CHECK ((NOT ((said)::text = ''::text)))
);


ALTER TABLE public.funding_minute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_minute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_moneyalert (
    id bigint NOT NULL,
    year smallint NOT NULL,
    period smallint NOT NULL,
    pence bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    councillor_id bigint NOT NULL,
    CONSTRAINT funding_moneyalert_period_check CHECK ((period >= 0)),
    CONSTRAINT funding_moneyalert_year_check CHECK ((year >= 0))
);


ALTER TABLE public.funding_moneyalert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_moneyalert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_monitoring (
    id bigint NOT NULL,
    asked_on date NOT NULL,
    due_on date NOT NULL,
    state character varying(10) NOT NULL,
    done text NOT NULL,
    people integer,
    spent_pence bigint,
    received_at timestamp with time zone,
    said text NOT NULL,
    settled_at timestamp with time zone,
    reminders smallint NOT NULL,
    application_id bigint NOT NULL,
    settled_by_id bigint,
    CONSTRAINT a_form_that_is_back_has_its_moment CHECK ((((state)::text = ANY ((ARRAY['due'::character varying, 'asked_back'::character varying])::text[])) OR (received_at IS NOT NULL))),
    CONSTRAINT funding_monitoring_people_check CHECK ((people >= 0)),
    CONSTRAINT funding_monitoring_reminders_check CHECK ((reminders >= 0)),
    CONSTRAINT spent_is_not_below_nought CHECK (((spent_pence IS NULL) OR (spent_pence >= 0)))
);


ALTER TABLE public.funding_monitoring ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_monitoring_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_move (
    id bigint NOT NULL,
    pence bigint NOT NULL,
    reason text NOT NULL,
    state character varying(9) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    proposed_by_id bigint NOT NULL,
    settled_by_id bigint,
    source_id bigint NOT NULL,
    target_id bigint NOT NULL,
    transfer_id bigint,
    CONSTRAINT move_is_of_something CHECK ((pence > 0)),
    CONSTRAINT move_needs_two_people CHECK (((NOT ((state)::text = 'confirmed'::text)) OR (NOT ((settled_by_id = proposed_by_id) AND (settled_by_id IS NOT NULL)))))
);


ALTER TABLE public.funding_move ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_move_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_neighbourhoodplan (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    name character varying(120) NOT NULL,
    kind character varying(5) NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT neighbourhood_plan_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.funding_neighbourhoodplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_neighbourhoodplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_notsplit (
    id bigint NOT NULL,
    why character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    by_id bigint NOT NULL
);


ALTER TABLE public.funding_notsplit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_notsplit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_offeranswer (
    id bigint NOT NULL,
    answer character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    until date NOT NULL,
    terms jsonb NOT NULL,
    name character varying(150) NOT NULL,
    "position" character varying(100) NOT NULL,
    reason text NOT NULL,
    sells boolean,
    other_pence bigint,
    other_from character varying(300) NOT NULL,
    application_id bigint NOT NULL,
    entered_by_id bigint,
    CONSTRAINT an_acceptance_has_a_name CHECK (((NOT ((answer)::text = 'accepted'::text)) OR (NOT ((name)::text = ''::text)))),
    CONSTRAINT other_help_is_a_sum CHECK (((other_pence IS NULL) OR (other_pence >= 0))),
    CONSTRAINT who_sells_declares_subsidies CHECK (((NOT (sells AND (sells IS NOT NULL))) OR (other_pence IS NOT NULL)))
);


ALTER TABLE public.funding_offeranswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_offeranswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_officercheck (
    id bigint NOT NULL,
    found text NOT NULL,
    decision_id bigint,
    application_id bigint NOT NULL,
    check_of_id bigint NOT NULL,
    by_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    applies boolean NOT NULL,
    note character varying(300) NOT NULL,
    undone_by_id bigint,
    undone_at timestamp with time zone,
    CONSTRAINT only_undecided_checks_are_undone CHECK ((((undone_at IS NULL) AND (undone_by_id IS NULL)) OR ((decision_id IS NULL) AND (undone_at >= at) AND (undone_by_id IS NOT NULL)))),
    CONSTRAINT what_does_not_apply_says_why CHECK ((applies OR (NOT ((note)::text = ''::text))))
);


ALTER TABLE public.funding_officercheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_officercheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_othermoney (
    id bigint NOT NULL,
    who character varying(120) NOT NULL,
    pence bigint NOT NULL,
    in_kind boolean NOT NULL,
    confirmed boolean NOT NULL,
    application_id bigint NOT NULL,
    CONSTRAINT other_money_is_something CHECK ((pence > 0))
);


ALTER TABLE public.funding_othermoney ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_othermoney_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_outsidebid (
    id bigint NOT NULL,
    title character varying(120) NOT NULL,
    asked_pence bigint NOT NULL,
    sent_on date NOT NULL,
    result character varying(10) NOT NULL,
    won_pence bigint NOT NULL,
    settled_on date,
    organisation_id bigint,
    ward_id bigint,
    fund_id bigint NOT NULL,
    CONSTRAINT bid_asks_for_something CHECK ((asked_pence > 0)),
    CONSTRAINT only_a_won_bid_has_won CHECK (((((result)::text = 'won'::text) AND (won_pence > 0)) OR ((NOT ((result)::text = 'won'::text)) AND (won_pence = 0))))
);


ALTER TABLE public.funding_outsidebid ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_outsidebid_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_outsidefollow (
    id bigint NOT NULL,
    reminded_for date,
    reminded_days smallint,
    user_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    CONSTRAINT funding_outsidefollow_reminded_days_check CHECK ((reminded_days >= 0))
);


ALTER TABLE public.funding_outsidefollow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_outsidefollow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_outsidefund (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(120) NOT NULL,
    giver character varying(120) NOT NULL,
    purpose character varying(500) NOT NULL,
    theme character varying(9) NOT NULL,
    least_pence bigint,
    most_pence bigint,
    opens_on date,
    closes_on date,
    link character varying(200) NOT NULL,
    checked_on date NOT NULL,
    ended_on date,
    added_at timestamp with time zone NOT NULL,
    invented boolean NOT NULL,
    added_by_id bigint,
    CONSTRAINT outside_fund_amounts_in_order CHECK (((least_pence IS NULL) OR (most_pence IS NULL) OR (most_pence >= least_pence))),
    CONSTRAINT outside_fund_opens_before_it_closes CHECK (((opens_on IS NULL) OR (closes_on IS NULL) OR (closes_on >= opens_on)))
);


ALTER TABLE public.funding_outsidefund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_outsidefund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_outsidefund_wards (
    id bigint NOT NULL,
    outsidefund_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.funding_outsidefund_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_outsidefund_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_particulars (
    id bigint NOT NULL,
    company_number character varying(8) NOT NULL,
    phone character varying(30) NOT NULL,
    own_account boolean,
    held_by character varying(200) NOT NULL,
    signatories jsonb NOT NULL,
    unrelated boolean,
    sells boolean,
    sold character varying(300) NOT NULL,
    people integer,
    owner character varying(200) NOT NULL,
    insurer character varying(200) NOT NULL,
    maintainer character varying(200) NOT NULL,
    application_id bigint NOT NULL,
    postal_address text NOT NULL,
    demands text NOT NULL,
    tenant_benefit text NOT NULL,
    tenants integer,
    delivered_with character varying(300) NOT NULL,
    CONSTRAINT funding_particulars_people_check CHECK ((people >= 0)),
    CONSTRAINT funding_particulars_tenants_check CHECK ((tenants >= 0))
);


CREATE TABLE public.funding_particulars_also_serves (
    id bigint NOT NULL,
    particulars_id bigint NOT NULL,
    priority_id bigint NOT NULL
);


ALTER TABLE public.funding_particulars_also_serves ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_particulars_also_serves_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.funding_particulars ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_particulars_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_payeedetails (
    id bigint NOT NULL,
    sealed bytea NOT NULL,
    given_at timestamp with time zone NOT NULL,
    state character varying(7) NOT NULL,
    how character varying(9) NOT NULL,
    said text NOT NULL,
    settled_at timestamp with time zone,
    application_id bigint NOT NULL,
    given_by_id bigint,
    settled_by_id bigint,
    CONSTRAINT payee_details_need_two_people CHECK (((NOT ((state)::text = 'checked'::text)) OR (given_by_id IS NULL) OR (NOT ((settled_by_id = given_by_id) AND (settled_by_id IS NOT NULL) AND (given_by_id IS NOT NULL))))),
    CONSTRAINT payee_details_say_how_checked CHECK (((NOT ((state)::text = 'checked'::text)) OR (NOT ((how)::text = ''::text)))),
    CONSTRAINT payee_details_say_who_checked CHECK ((((settled_at IS NULL) AND (settled_by_id IS NULL) AND ((state)::text = 'given'::text)) OR ((NOT ((state)::text = 'given'::text)) AND (settled_at IS NOT NULL) AND (settled_by_id IS NOT NULL))))
);


ALTER TABLE public.funding_payeedetails ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_payeedetails_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_paymentline (
    id bigint NOT NULL,
    pence bigint NOT NULL,
    state character varying(8) NOT NULL,
    said text NOT NULL,
    settled_at timestamp with time zone,
    application_id bigint NOT NULL,
    details_id bigint NOT NULL,
    run_id bigint NOT NULL,
    instalment_id bigint,
    CONSTRAINT payment_line_is_of_something CHECK ((pence > 0))
);


ALTER TABLE public.funding_paymentline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_paymentline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_paymentrun (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    count integer NOT NULL,
    pence bigint NOT NULL,
    unmatched jsonb NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT funding_paymentrun_count_check CHECK ((count >= 0))
);


ALTER TABLE public.funding_paymentrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_paymentrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_project (
    id bigint NOT NULL,
    all_or_nothing boolean NOT NULL,
    let_go_at timestamp with time zone,
    let_go_on date,
    whole_borough boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT only_what_needs_all_is_let_go CHECK ((((let_go_at IS NULL) AND (let_go_on IS NULL)) OR (all_or_nothing AND (let_go_at IS NOT NULL) AND (let_go_on IS NOT NULL))))
);


ALTER TABLE public.funding_project ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_project_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_purposechange (
    id bigint NOT NULL,
    purpose character varying(240) NOT NULL,
    why character varying(240) NOT NULL,
    name character varying(150) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state character varying(9) NOT NULL,
    backed_at timestamp with time zone,
    backed_why text NOT NULL,
    settled_at timestamp with time zone,
    settled_why text NOT NULL,
    application_id bigint NOT NULL,
    asked_by_id bigint,
    backed_by_id bigint,
    record_id bigint,
    settled_by_id bigint,
    CONSTRAINT a_consent_takes_two_people CHECK (((NOT ((state)::text = 'consented'::text)) OR ((backed_by_id IS NOT NULL) AND (record_id IS NOT NULL) AND (NOT ((settled_by_id = backed_by_id) AND (settled_by_id IS NOT NULL) AND (backed_by_id IS NOT NULL))))))
);


ALTER TABLE public.funding_purposechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_purposechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_reached (
    id bigint NOT NULL,
    community character varying(8) NOT NULL,
    people integer NOT NULL,
    application_id bigint NOT NULL,
    CONSTRAINT funding_reached_people_check CHECK ((people >= 0)),
    CONSTRAINT reached_somebody CHECK ((people > 0))
);


ALTER TABLE public.funding_reached ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_reached_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_receipt (
    id bigint NOT NULL,
    "on" date NOT NULL,
    what character varying(120) NOT NULL,
    pence bigint NOT NULL,
    monitoring_id bigint NOT NULL,
    CONSTRAINT receipt_is_of_something CHECK ((pence > 0))
);


ALTER TABLE public.funding_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_recordscheck (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    found jsonb NOT NULL,
    by_id bigint
);


ALTER TABLE public.funding_recordscheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_recordscheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_recovery (
    id bigint NOT NULL,
    pence bigint NOT NULL,
    why character varying(8) NOT NULL,
    said text NOT NULL,
    how character varying(300) NOT NULL,
    due_on date NOT NULL,
    state character varying(6) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    reminders smallint NOT NULL,
    key character varying(200) NOT NULL,
    application_id bigint NOT NULL,
    opened_by_id bigint NOT NULL,
    CONSTRAINT funding_recovery_reminders_check CHECK ((reminders >= 0)),
    CONSTRAINT recovery_is_of_something CHECK ((pence > 0))
);


ALTER TABLE public.funding_recovery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_recovery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_recoveryreceipt (
    id bigint NOT NULL,
    pence bigint NOT NULL,
    recovery_id bigint NOT NULL,
    transfer_id bigint NOT NULL,
    CONSTRAINT recovery_receipt_is_of_something CHECK ((pence > 0))
);


ALTER TABLE public.funding_recoveryreceipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_recoveryreceipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_reviewclosed (
    id bigint NOT NULL,
    outcome character varying(9) NOT NULL,
    reasons text NOT NULL,
    published boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    by_id bigint NOT NULL,
    interest_id bigint NOT NULL,
    CONSTRAINT an_outcome_has_its_reasons CHECK ((NOT (reasons = ''::text)))
);


ALTER TABLE public.funding_reviewclosed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_reviewclosed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_statementfigure (
    id bigint NOT NULL,
    year smallint NOT NULL,
    figure character varying(14) NOT NULL,
    item character varying(150) NOT NULL,
    pence bigint NOT NULL,
    source character varying(200) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    by_id bigint,
    parish_id bigint,
    number integer,
    CONSTRAINT funding_statementfigure_number_check CHECK ((number >= 0)),
    CONSTRAINT funding_statementfigure_year_check CHECK ((year >= 0)),
    CONSTRAINT statement_figure_has_its_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT statement_figure_money_or_number CHECK (((number IS NULL) OR (((figure)::text = ANY ((ARRAY['homes'::character varying, 'in_kind'::character varying, 'places'::character varying])::text[])) AND (pence = 0)))),
    CONSTRAINT statement_figure_not_below_nought CHECK ((pence >= 0))
);


ALTER TABLE public.funding_statementfigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_statementfigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_tenantbenefit (
    id bigint NOT NULL,
    statement text NOT NULL,
    homes integer NOT NULL,
    tenancies integer NOT NULL,
    cost_pence bigint NOT NULL,
    housing_pence bigint NOT NULL,
    override_reason character varying(300) NOT NULL,
    other_source character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    signed_at timestamp with time zone,
    signed_note character varying(300) NOT NULL,
    application_id bigint NOT NULL,
    by_id bigint NOT NULL,
    signed_by_id bigint,
    CONSTRAINT funding_tenantbenefit_homes_check CHECK ((homes >= 0)),
    CONSTRAINT funding_tenantbenefit_tenancies_check CHECK ((tenancies >= 0)),
    CONSTRAINT housing_part_of_the_cost CHECK (((housing_pence > 0) AND (housing_pence <= cost_pence))),
    CONSTRAINT signed_off_by_another CHECK ((((signed_at IS NULL) AND (signed_by_id IS NULL)) OR ((signed_at IS NOT NULL) AND (signed_by_id IS NOT NULL) AND (NOT ((signed_by_id = by_id) AND (signed_by_id IS NOT NULL)))))),
    CONSTRAINT tenants_among_the_homes CHECK (((homes > 0) AND (tenancies > 0) AND (tenancies <= homes)))
);


ALTER TABLE public.funding_tenantbenefit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_tenantbenefit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_transfer (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    body bytea NOT NULL,
    kind character varying(20) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    reverses_id bigint,
    application_id bigint
);


ALTER TABLE public.funding_transfer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_transfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_turn (
    id bigint NOT NULL,
    step character varying(14) NOT NULL,
    why text NOT NULL,
    since timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    reminded_on date,
    ended_at timestamp with time zone,
    application_id bigint NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.funding_turn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_turn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_vote (
    id bigint NOT NULL,
    choice character varying(7) NOT NULL,
    reasons text NOT NULL,
    at timestamp with time zone NOT NULL,
    "on" date NOT NULL,
    key character varying(200) NOT NULL,
    body bytea NOT NULL,
    application_id bigint NOT NULL,
    by_id bigint NOT NULL,
    councillor_id bigint NOT NULL,
    dispensation_id bigint
);


ALTER TABLE public.funding_vote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_vote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_wardfigure (
    id bigint NOT NULL,
    year smallint NOT NULL,
    kind character varying(5) NOT NULL,
    number bigint NOT NULL,
    source character varying(200) NOT NULL,
    fund_id bigint NOT NULL,
    ward_id bigint NOT NULL,
    CONSTRAINT figure_not_below_nought CHECK ((number >= 0)),
    CONSTRAINT funding_wardfigure_year_check CHECK ((year >= 0))
);


ALTER TABLE public.funding_wardfigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_wardfigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.funding_writeoff (
    id bigint NOT NULL,
    pence bigint NOT NULL,
    reason text NOT NULL,
    state character varying(8) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    proposed_by_id bigint NOT NULL,
    recovery_id bigint NOT NULL,
    settled_by_id bigint,
    CONSTRAINT a_write_off_takes_two_people CHECK (((NOT ((state)::text = 'agreed'::text)) OR ((settled_by_id IS NOT NULL) AND (NOT ((settled_by_id = proposed_by_id) AND (settled_by_id IS NOT NULL)))))),
    CONSTRAINT write_off_is_of_something CHECK ((pence > 0))
);


ALTER TABLE public.funding_writeoff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funding_writeoff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);


ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_councillor (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(150) NOT NULL,
    "group" character varying(60) NOT NULL,
    public_email character varying(254) NOT NULL,
    public_phone character varying(30) NOT NULL,
    surgery character varying(200) NOT NULL,
    invented boolean NOT NULL,
    user_id bigint
);


ALTER TABLE public.office_councillor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_councillor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_dispensation (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    reference character varying(40) NOT NULL,
    reason character varying(500) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    councillor_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    asked_on date,
    ground character varying(9) NOT NULL,
    lifts character varying(5) NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(500) NOT NULL,
    granted_by character varying(10) NOT NULL,
    CONSTRAINT dispensation_ends_within_four_years CHECK (((to_date IS NOT NULL) AND (to_date <= (from_date + '1461 days'::interval)))),
    CONSTRAINT dispensation_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.office_dispensation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_dispensation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_electionrule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    days_after_poll smallint NOT NULL,
    source character varying(200) NOT NULL,
    days_after_by_election smallint NOT NULL,
    CONSTRAINT office_electionrule_days_after_by_election_check CHECK ((days_after_by_election >= 0)),
    CONSTRAINT office_electionrule_days_after_poll_check CHECK ((days_after_poll >= 0))
);


ALTER TABLE public.office_electionrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_electionrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_interest (
    id bigint NOT NULL,
    entry uuid NOT NULL,
    category character varying(11) NOT NULL,
    holder character varying(7) NOT NULL,
    description character varying(500) NOT NULL,
    arose_on date NOT NULL,
    ended_on date,
    sensitive boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    superseded_at timestamp with time zone,
    councillor_id bigint NOT NULL,
    organisation_id bigint,
    recorded_by_id bigint NOT NULL,
    withholding_agreed boolean NOT NULL,
    CONSTRAINT withheld_only_when_asked CHECK ((sensitive OR (NOT withholding_agreed)))
);


ALTER TABLE public.office_interest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_interest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_poll (
    id bigint NOT NULL,
    kind character varying(11) NOT NULL,
    "on" date NOT NULL,
    ward_id bigint,
    parish_id bigint,
    CONSTRAINT parish_poll_names_its_parish CHECK (((((kind)::text = 'parish'::text) AND (parish_id IS NOT NULL)) OR ((NOT ((kind)::text = 'parish'::text)) AND (parish_id IS NULL))))
);


ALTER TABLE public.office_poll ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_poll_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_publicityrule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    working_days_before smallint NOT NULL,
    days_after smallint NOT NULL,
    parts character varying(10)[] NOT NULL,
    source character varying(400) NOT NULL,
    CONSTRAINT office_publicityrule_days_after_check CHECK ((days_after >= 0)),
    CONSTRAINT office_publicityrule_working_days_before_check CHECK ((working_days_before >= 0)),
    CONSTRAINT publicity_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT the_day_of_the_poll_is_held CHECK ((days_after >= 1))
);


ALTER TABLE public.office_publicityrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_publicityrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_roleheld (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    kind character varying(24) NOT NULL,
    title character varying(120) NOT NULL,
    handover_note text NOT NULL,
    covers_for_id bigint,
    locality_id bigint,
    organisation_id bigint,
    user_id bigint NOT NULL,
    ward_id bigint,
    CONSTRAINT councillors_have_terms CHECK ((NOT ((kind)::text = 'ward_councillor'::text))),
    CONSTRAINT role_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.office_roleheld ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_roleheld_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_sevenrole (
    id bigint NOT NULL,
    key character varying(50) NOT NULL,
    name character varying(40) NOT NULL,
    meaning character varying(300) NOT NULL,
    "position" smallint NOT NULL,
    CONSTRAINT office_sevenrole_position_check CHECK (("position" >= 0))
);


ALTER TABLE public.office_sevenrole ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_sevenrole_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_suspension (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    reason character varying(200) NOT NULL,
    councillor_id bigint NOT NULL,
    CONSTRAINT suspension_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.office_suspension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_suspension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_term (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    ended_by character varying(16) NOT NULL,
    councillor_id bigint NOT NULL,
    poll_id bigint NOT NULL,
    ward_id bigint NOT NULL,
    CONSTRAINT term_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.office_term ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_term_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_vacancy (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    declared_on date,
    term_id bigint,
    ward_id bigint NOT NULL
);


ALTER TABLE public.office_vacancy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_vacancy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.organisations_contact (
    id bigint NOT NULL,
    name character varying(150) NOT NULL,
    role character varying(100) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(30) NOT NULL,
    organisation_id bigint NOT NULL
);


ALTER TABLE public.organisations_contact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.organisations_organisation (
    id bigint NOT NULL,
    kind character varying(14) NOT NULL,
    sector character varying(9) NOT NULL,
    name character varying(200) NOT NULL,
    slug character varying(80) NOT NULL,
    purpose character varying(300) NOT NULL,
    charity_number character varying(12) NOT NULL,
    company_number character varying(8) NOT NULL,
    website character varying(200) NOT NULL,
    public_email character varying(254) NOT NULL,
    closed_on date,
    merged_into_id bigint,
    parish_id bigint
);


ALTER TABLE public.organisations_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.organisations_organisation_wards (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.organisations_organisation_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_organisation_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.people_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);


CREATE TABLE public.people_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    public_id uuid NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(150) NOT NULL,
    is_active boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    pseudonymised_at timestamp with time zone,
    open_since timestamp with time zone NOT NULL,
    sessions_ended integer NOT NULL,
    CONSTRAINT people_user_sessions_ended_check CHECK ((sessions_ended >= 0))
);


ALTER TABLE public.people_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_boundary (
    id bigint NOT NULL,
    code character varying(9) NOT NULL,
    name character varying(100) NOT NULL,
    geometry bytea NOT NULL,
    path text NOT NULL,
    set_id bigint NOT NULL,
    height double precision NOT NULL,
    label_x double precision NOT NULL,
    label_y double precision NOT NULL,
    "left" double precision NOT NULL,
    top double precision NOT NULL,
    width double precision NOT NULL
);


ALTER TABLE public.places_boundary ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_boundary_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_boundaryset (
    id bigint NOT NULL,
    kind character varying(6) NOT NULL,
    name character varying(200) NOT NULL,
    state character varying(7) NOT NULL,
    from_date date NOT NULL,
    to_date date,
    schematic boolean NOT NULL,
    attribution character varying(300) NOT NULL,
    sha256 character varying(64) NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    height double precision NOT NULL,
    CONSTRAINT boundary_set_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.places_boundaryset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_boundaryset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_cluster (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    slug character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    purpose character varying(300) NOT NULL,
    CONSTRAINT cluster_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.places_cluster ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_cluster_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_clustermember (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    cluster_id bigint NOT NULL,
    ward_id bigint NOT NULL,
    CONSTRAINT cluster_member_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.places_clustermember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_clustermember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_edition (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    name character varying(100) NOT NULL,
    legal_order character varying(200) NOT NULL,
    legal_order_link character varying(200) NOT NULL,
    CONSTRAINT edition_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.places_edition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_edition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_locality (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    slug character varying(50) NOT NULL,
    name character varying(60) NOT NULL,
    "position" smallint NOT NULL,
    CONSTRAINT locality_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT places_locality_position_check CHECK (("position" >= 0))
);


ALTER TABLE public.places_locality ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_locality_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_namedplace (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    slug character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    kind character varying(12) NOT NULL,
    longitude double precision,
    latitude double precision,
    CONSTRAINT named_place_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.places_namedplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_namedplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_namedplace_wards (
    id bigint NOT NULL,
    namedplace_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.places_namedplace_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_namedplace_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_outwardcode (
    code character varying(4) NOT NULL,
    councils character varying(9)[] NOT NULL
);


CREATE TABLE public.places_parish (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    code character varying(9) NOT NULL,
    slug character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    kind character varying(10) NOT NULL,
    CONSTRAINT parish_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.places_parish ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_parish_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_parishcover (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    cover character varying(4) NOT NULL,
    confirmed boolean NOT NULL,
    ward_id bigint NOT NULL,
    CONSTRAINT cover_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.places_parishcover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_parishcover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_postcode (
    code character varying(7) NOT NULL,
    state character varying(10) NOT NULL,
    terminated_on date,
    easting integer,
    northing integer,
    longitude double precision,
    latitude double precision,
    council_code character varying(9) NOT NULL,
    ward_id bigint
);


CREATE TABLE public.places_ward (
    id bigint NOT NULL,
    code character varying(9) NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(100) NOT NULL,
    ons_name character varying(100) NOT NULL,
    number smallint NOT NULL,
    seats smallint,
    description character varying(300) NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT places_ward_number_check CHECK ((number >= 0)),
    CONSTRAINT places_ward_seats_check CHECK ((seats >= 0)),
    CONSTRAINT ward_seats CHECK (((seats IS NULL) OR ((seats >= 1) AND (seats <= 5))))
);


ALTER TABLE public.places_ward ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_ward_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_wardlocality (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    confirmed boolean NOT NULL,
    locality_id bigint NOT NULL,
    ward_id bigint NOT NULL,
    CONSTRAINT ward_locality_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.places_wardlocality ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_wardlocality_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_wardparish (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    parish_id bigint NOT NULL,
    ward_id bigint NOT NULL,
    confirmed boolean NOT NULL,
    CONSTRAINT ward_parish_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.places_wardparish ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_wardparish_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.places_wardsuccession (
    id bigint NOT NULL,
    share double precision,
    predecessor_id bigint NOT NULL,
    successor_id bigint NOT NULL
);


ALTER TABLE public.places_wardsuccession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_wardsuccession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_action (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    text character varying(300) NOT NULL,
    due_on date,
    state character varying(9) NOT NULL,
    done_on date,
    lead_id bigint,
    owner_id bigint,
    priority_id bigint NOT NULL,
    carries_id bigint,
    blocked_by character varying(300) NOT NULL,
    community character varying(100) NOT NULL,
    unblocks character varying(200) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT blocked_says_by_what CHECK (((((state)::text = 'blocked'::text) AND (NOT ((blocked_by)::text = ''::text)) AND (NOT ((unblocks)::text = ''::text))) OR ((NOT ((state)::text = 'blocked'::text)) AND ((blocked_by)::text = ''::text) AND ((unblocks)::text = ''::text)))),
    CONSTRAINT plans_action_position_check CHECK (("position" >= 0)),
    CONSTRAINT plans_action_version_check CHECK ((version >= 0))
);


ALTER TABLE public.plans_action ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_action_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_agreement (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    councillor_id bigint NOT NULL,
    priority_id bigint NOT NULL
);


ALTER TABLE public.plans_agreement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_agreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_answermark (
    id bigint NOT NULL,
    priority_id bigint NOT NULL,
    answer_id bigint NOT NULL
);


ALTER TABLE public.plans_answermark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_answermark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_answertext (
    id bigint NOT NULL,
    text text NOT NULL,
    answer_id bigint NOT NULL,
    question_id bigint NOT NULL
);


ALTER TABLE public.plans_answertext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_answertext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_answertime (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    working_days smallint NOT NULL,
    remind_days smallint NOT NULL,
    source character varying(200) NOT NULL,
    organisation_id bigint,
    CONSTRAINT answer_time_in_days CHECK (((working_days >= 1) AND (working_days <= 120))),
    CONSTRAINT answer_time_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT plans_answertime_remind_days_check CHECK ((remind_days >= 0)),
    CONSTRAINT plans_answertime_working_days_check CHECK ((working_days >= 0))
);


ALTER TABLE public.plans_answertime ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_answertime_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_ask (
    id bigint NOT NULL,
    key uuid NOT NULL,
    made_from character varying(8) NOT NULL,
    text character varying(300) NOT NULL,
    why character varying(500) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    first_due_on date NOT NULL,
    due_on date NOT NULL,
    rule character varying(300) NOT NULL,
    answer character varying(500) NOT NULL,
    answered_at timestamp with time zone,
    reminded_for date,
    action_id bigint,
    answered_by_id bigint,
    asked_by_id bigint NOT NULL,
    commitment_id bigint,
    organisation_id bigint NOT NULL,
    priority_id bigint,
    ward_id bigint NOT NULL
);


ALTER TABLE public.plans_ask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_ask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_citation (
    id bigint NOT NULL,
    period character varying(10) NOT NULL,
    category character varying(120) NOT NULL,
    area character varying(9) NOT NULL,
    method character varying(16) NOT NULL,
    value double precision NOT NULL,
    error double precision NOT NULL,
    council_value double precision,
    rank integer,
    of integer,
    says character varying(300) NOT NULL,
    cited_at timestamp with time zone NOT NULL,
    cited_by_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    priority_id bigint NOT NULL,
    CONSTRAINT plans_citation_of_check CHECK ((of >= 0)),
    CONSTRAINT plans_citation_rank_check CHECK ((rank >= 0))
);


ALTER TABLE public.plans_citation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_citation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_commitment (
    id bigint NOT NULL,
    key uuid NOT NULL,
    text character varying(300) NOT NULL,
    due_on date NOT NULL,
    source_kind character varying(14) NOT NULL,
    source_title character varying(200) NOT NULL,
    source_link character varying(500) NOT NULL,
    source_on date NOT NULL,
    state character varying(9) NOT NULL,
    because character varying(300) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    closed_on date,
    organisation_id bigint NOT NULL,
    written_by_id bigint
);


ALTER TABLE public.plans_commitment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_commitment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_commitment_places (
    id bigint NOT NULL,
    commitment_id bigint NOT NULL,
    namedplace_id bigint NOT NULL
);


ALTER TABLE public.plans_commitment_places ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_commitment_places_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_commitment_priorities (
    id bigint NOT NULL,
    commitment_id bigint NOT NULL,
    priority_id bigint NOT NULL
);


ALTER TABLE public.plans_commitment_priorities ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_commitment_priorities_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_commitment_themes (
    id bigint NOT NULL,
    commitment_id bigint NOT NULL,
    outcome_id bigint NOT NULL
);


ALTER TABLE public.plans_commitment_themes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_commitment_themes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_commitment_wards (
    id bigint NOT NULL,
    commitment_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.plans_commitment_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_commitment_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_cycle (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    name character varying(60) NOT NULL,
    CONSTRAINT cycle_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.plans_cycle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_cycle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_cyclelength (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    years smallint NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT cycle_length_in_years CHECK (((years >= 1) AND (years <= 5))),
    CONSTRAINT cycle_length_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT plans_cyclelength_years_check CHECK ((years >= 0))
);


ALTER TABLE public.plans_cyclelength ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_cyclelength_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_duedatechange (
    id bigint NOT NULL,
    before date,
    after date,
    because character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    action_id bigint NOT NULL,
    by_id bigint NOT NULL
);


ALTER TABLE public.plans_duedatechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_duedatechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_earlierwords (
    id bigint NOT NULL,
    text character varying(300) NOT NULL,
    due_on date NOT NULL,
    reason character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    commitment_id bigint NOT NULL
);


ALTER TABLE public.plans_earlierwords ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_earlierwords_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_engagement (
    id bigint NOT NULL,
    who character varying(200) NOT NULL,
    how character varying(200) NOT NULL,
    "on" date NOT NULL,
    said character varying(500) NOT NULL,
    plan_id bigint NOT NULL
);


ALTER TABLE public.plans_engagement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_engagement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_findingcited (
    id bigint NOT NULL,
    cited_at timestamp with time zone NOT NULL,
    cited_by_id bigint NOT NULL,
    finding_id bigint NOT NULL,
    priority_id bigint NOT NULL
);


ALTER TABLE public.plans_findingcited ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_findingcited_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_framework (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    key character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(11) NOT NULL,
    about character varying(200) NOT NULL,
    source character varying(200) NOT NULL,
    "position" smallint NOT NULL,
    CONSTRAINT framework_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT plans_framework_position_check CHECK (("position" >= 0))
);


ALTER TABLE public.plans_framework ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_framework_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_inputanswer (
    id bigint NOT NULL,
    number integer NOT NULL,
    version smallint NOT NULL,
    latest boolean NOT NULL,
    key uuid NOT NULL,
    token uuid NOT NULL,
    channel character varying(9) NOT NULL,
    name character varying(100) NOT NULL,
    email character varying(254) NOT NULL,
    may_quote boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withheld character varying(300) NOT NULL,
    erased_at timestamp with time zone,
    body_id bigint,
    entered_by_id bigint,
    ward_id bigint,
    call_id bigint NOT NULL,
    CONSTRAINT plans_inputanswer_number_check CHECK ((number >= 0)),
    CONSTRAINT plans_inputanswer_version_check CHECK ((version >= 0))
);


CREATE TABLE public.plans_inputanswer_communities (
    id bigint NOT NULL,
    inputanswer_id bigint NOT NULL,
    outcome_id bigint NOT NULL
);


ALTER TABLE public.plans_inputanswer_communities ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_inputanswer_communities_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.plans_inputanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_inputanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_inputasked (
    id bigint NOT NULL,
    reminded_at timestamp with time zone,
    body_id bigint NOT NULL,
    call_id bigint NOT NULL
);


ALTER TABLE public.plans_inputasked ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_inputasked_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_inputcall (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    title character varying(100) NOT NULL,
    why text NOT NULL,
    use text NOT NULL,
    residents boolean NOT NULL,
    opens_on date NOT NULL,
    closes_on date NOT NULL,
    state character varying(9) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    heard text NOT NULL,
    decided text NOT NULL,
    heard_at timestamp with time zone,
    cycle_id bigint NOT NULL,
    drafted_by_id bigint NOT NULL,
    ward_id bigint NOT NULL,
    CONSTRAINT call_closes_after_it_opens CHECK ((closes_on >= opens_on)),
    CONSTRAINT what_was_heard_says_when CHECK (((NOT ((state)::text = 'heard'::text)) OR (heard_at IS NOT NULL)))
);


ALTER TABLE public.plans_inputcall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_inputcall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_inputextension (
    id bigint NOT NULL,
    before date NOT NULL,
    after date NOT NULL,
    why character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    call_id bigint NOT NULL
);


ALTER TABLE public.plans_inputextension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_inputextension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_inputquestion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    text character varying(300) NOT NULL,
    call_id bigint NOT NULL,
    CONSTRAINT plans_inputquestion_number_check CHECK ((number >= 0))
);


ALTER TABLE public.plans_inputquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_inputquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_inputrule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    months_kept smallint NOT NULL,
    days_before smallint NOT NULL,
    smallest smallint NOT NULL,
    source character varying(300) NOT NULL,
    CONSTRAINT input_rule_is_sound CHECK ((((days_before >= 1) AND (days_before <= 60)) AND ((months_kept >= 0) AND (months_kept <= 120)) AND ((smallest >= 1) AND (smallest <= 100)))),
    CONSTRAINT input_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT plans_inputrule_days_before_check CHECK ((days_before >= 0)),
    CONSTRAINT plans_inputrule_months_kept_check CHECK ((months_kept >= 0)),
    CONSTRAINT plans_inputrule_smallest_check CHECK ((smallest >= 0))
);


ALTER TABLE public.plans_inputrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_inputrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_measure (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    unit character varying(60) NOT NULL,
    wanted character varying(6) NOT NULL,
    decimals smallint NOT NULL,
    every_months smallint NOT NULL,
    added_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_because character varying(300) NOT NULL,
    added_by_id bigint NOT NULL,
    indicator_id bigint,
    priority_id bigint NOT NULL,
    CONSTRAINT measure_ends_for_a_reason CHECK ((((ended_at IS NULL) AND ((ended_because)::text = ''::text)) OR ((ended_at IS NOT NULL) AND (NOT ((ended_because)::text = ''::text))))),
    CONSTRAINT measure_has_few_decimals CHECK ((decimals <= 2)),
    CONSTRAINT measure_is_read_every_months CHECK (((every_months >= 1) AND (every_months <= 60))),
    CONSTRAINT plans_measure_decimals_check CHECK ((decimals >= 0)),
    CONSTRAINT plans_measure_every_months_check CHECK ((every_months >= 0))
);


ALTER TABLE public.plans_measure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_measure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_measurereading (
    id bigint NOT NULL,
    baseline boolean NOT NULL,
    "on" date NOT NULL,
    value numeric(14,2) NOT NULL,
    sure character varying(8) NOT NULL,
    low numeric(14,2),
    high numeric(14,2),
    source character varying(200) NOT NULL,
    note character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    struck_at timestamp with time zone,
    struck_because character varying(300) NOT NULL,
    by_id bigint NOT NULL,
    measure_id bigint NOT NULL,
    CONSTRAINT reading_is_not_below_nought CHECK ((value >= (0)::numeric)),
    CONSTRAINT reading_lies_in_its_range CHECK ((((high >= value) AND (low >= (0)::numeric) AND (low <= value) AND ((sure)::text = 'range'::text)) OR ((NOT ((sure)::text = 'range'::text)) AND (high IS NULL) AND (low IS NULL))))
);


ALTER TABLE public.plans_measurereading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_measurereading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_measuretarget (
    id bigint NOT NULL,
    value numeric(14,2) NOT NULL,
    by_date date NOT NULL,
    because character varying(300) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    measure_id bigint NOT NULL,
    set_by_id bigint NOT NULL,
    CONSTRAINT target_is_not_below_nought CHECK ((value >= (0)::numeric))
);


ALTER TABLE public.plans_measuretarget ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_measuretarget_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_noticechange (
    id bigint NOT NULL,
    version smallint NOT NULL,
    why character varying(300) NOT NULL,
    changed jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    CONSTRAINT plans_noticechange_version_check CHECK ((version >= 0))
);


ALTER TABLE public.plans_noticechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_noticechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_noticequestion (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answered_at timestamp with time zone,
    by_id bigint NOT NULL,
    notice_id bigint NOT NULL
);


ALTER TABLE public.plans_noticequestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_noticequestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_noticereply (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    of_service boolean NOT NULL,
    by_id bigint NOT NULL,
    question_id bigint NOT NULL
);


ALTER TABLE public.plans_noticereply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_noticereply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_noticerule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    days_of_warning smallint NOT NULL,
    days_to_answer smallint NOT NULL,
    source character varying(300) NOT NULL,
    CONSTRAINT notice_rule_in_days CHECK ((((days_of_warning >= 1) AND (days_of_warning <= 130)) AND ((days_to_answer >= 1) AND (days_to_answer <= 60)))),
    CONSTRAINT notice_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT plans_noticerule_days_of_warning_check CHECK ((days_of_warning >= 0)),
    CONSTRAINT plans_noticerule_days_to_answer_check CHECK ((days_to_answer >= 0))
);


ALTER TABLE public.plans_noticerule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_noticerule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_noticetold (
    id bigint NOT NULL,
    version smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    acknowledged_at timestamp with time zone,
    councillor_id bigint NOT NULL,
    ward_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    CONSTRAINT acknowledged_is_seen CHECK (((acknowledged_at IS NULL) OR (seen_at IS NOT NULL))),
    CONSTRAINT plans_noticetold_version_check CHECK ((version >= 0))
);


ALTER TABLE public.plans_noticetold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_noticetold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_outcome (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(160) NOT NULL,
    "position" smallint NOT NULL,
    framework_id bigint NOT NULL,
    part_of_id bigint,
    serves_id bigint,
    CONSTRAINT outcome_is_no_part_of_itself CHECK (((part_of_id IS NULL) OR (NOT ((part_of_id = id) AND (part_of_id IS NOT NULL))))),
    CONSTRAINT plans_outcome_position_check CHECK (("position" >= 0))
);


ALTER TABLE public.plans_outcome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_outcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_parishpriority (
    id bigint NOT NULL,
    text character varying(500) NOT NULL,
    parish_id bigint NOT NULL,
    plan_id bigint NOT NULL
);


ALTER TABLE public.plans_parishpriority ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_parishpriority_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_planline (
    id bigint NOT NULL,
    number smallint NOT NULL,
    priority_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT plans_planline_number_check CHECK ((number >= 0))
);


ALTER TABLE public.plans_planline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_planline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_planrule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    fewest smallint NOT NULL,
    most smallint NOT NULL,
    most_overarching smallint NOT NULL,
    quiet_days smallint NOT NULL,
    source character varying(200) NOT NULL,
    evidence_months smallint NOT NULL,
    CONSTRAINT plan_rule_is_sound CHECK (((fewest >= 1) AND (most >= fewest))),
    CONSTRAINT plan_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date))),
    CONSTRAINT plans_planrule_evidence_months_check CHECK ((evidence_months >= 0)),
    CONSTRAINT plans_planrule_fewest_check CHECK ((fewest >= 0)),
    CONSTRAINT plans_planrule_most_check CHECK ((most >= 0)),
    CONSTRAINT plans_planrule_most_overarching_check CHECK ((most_overarching >= 0)),
    CONSTRAINT plans_planrule_quiet_days_check CHECK ((quiet_days >= 0))
);


ALTER TABLE public.plans_planrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_planrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_planword (
    id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    kind character varying(7) NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    councillor_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT refusal_says_why CHECK ((((kind)::text = 'agreed'::text) OR (NOT ((reason)::text = ''::text))))
);


ALTER TABLE public.plans_planword ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_planword_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_priority (
    id bigint NOT NULL,
    number smallint NOT NULL,
    slug character varying(80) NOT NULL,
    version smallint NOT NULL,
    title character varying(100) NOT NULL,
    summary character varying(300) NOT NULL,
    why text NOT NULL,
    overarching boolean NOT NULL,
    state character varying(10) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    cycle_id bigint NOT NULL,
    drafted_by_id bigint NOT NULL,
    replaces_id bigint,
    ward_id bigint NOT NULL,
    closed_at timestamp with time zone,
    proposed_at timestamp with time zone,
    sent_back_because character varying(300) NOT NULL,
    carried_from_id bigint,
    CONSTRAINT plans_priority_number_check CHECK ((number >= 0)),
    CONSTRAINT plans_priority_version_check CHECK ((version >= 0))
);


ALTER TABLE public.plans_priority ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_priority_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_priority_outcomes (
    id bigint NOT NULL,
    priority_id bigint NOT NULL,
    outcome_id bigint NOT NULL
);


ALTER TABLE public.plans_priority_outcomes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_priority_outcomes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_progressfile (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    sha256 character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    lines jsonb NOT NULL,
    told jsonb NOT NULL,
    read_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    applied_by_id bigint,
    read_by_id bigint NOT NULL
);


ALTER TABLE public.plans_progressfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_progressfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_progressnote (
    id bigint NOT NULL,
    "on" date NOT NULL,
    text character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    action_id bigint NOT NULL,
    by_id bigint NOT NULL
);


ALTER TABLE public.plans_progressnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_progressnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_protocol (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    version smallint NOT NULL,
    text text NOT NULL,
    source character varying(200) NOT NULL,
    written_by_id bigint,
    CONSTRAINT plans_protocol_version_check CHECK ((version >= 0)),
    CONSTRAINT protocol_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.plans_protocol ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_protocol_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_protocolagreement (
    id bigint NOT NULL,
    name character varying(150) NOT NULL,
    "on" date NOT NULL,
    organisation_id bigint NOT NULL,
    protocol_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL
);


ALTER TABLE public.plans_protocolagreement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_protocolagreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_reminder (
    id bigint NOT NULL,
    week date NOT NULL,
    late smallint NOT NULL,
    soon smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT plans_reminder_late_check CHECK ((late >= 0)),
    CONSTRAINT plans_reminder_soon_check CHECK ((soon >= 0))
);


ALTER TABLE public.plans_reminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_reminderrule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    days smallint NOT NULL,
    source character varying(300) NOT NULL,
    CONSTRAINT plans_reminderrule_days_check CHECK ((days >= 0)),
    CONSTRAINT reminded_some_days_before CHECK (((days >= 1) AND (days <= 90))),
    CONSTRAINT reminder_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.plans_reminderrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_reminderrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_servicenotice (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    title character varying(100) NOT NULL,
    what text NOT NULL,
    place character varying(200) NOT NULL,
    begins_on date NOT NULL,
    ends_on date,
    contact character varying(200) NOT NULL,
    link character varying(200) NOT NULL,
    public boolean NOT NULL,
    state character varying(9) NOT NULL,
    version smallint NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    given_at timestamp with time zone,
    warned_on date,
    drafted_by_id bigint NOT NULL,
    service_id bigint NOT NULL,
    CONSTRAINT a_given_notice_says_when CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'discarded'::character varying])::text[])) OR ((given_at IS NOT NULL) AND (warned_on IS NOT NULL)))),
    CONSTRAINT notice_ends_after_it_begins CHECK (((ends_on IS NULL) OR (ends_on >= begins_on))),
    CONSTRAINT plans_servicenotice_version_check CHECK ((version >= 0))
);


ALTER TABLE public.plans_servicenotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_servicenotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_servicenotice_wards (
    id bigint NOT NULL,
    servicenotice_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.plans_servicenotice_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_servicenotice_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.plans_wardplan (
    id bigint NOT NULL,
    version smallint NOT NULL,
    state character varying(10) NOT NULL,
    equality text NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    proposed_at timestamp with time zone,
    published_at timestamp with time zone,
    closed_at timestamp with time zone,
    cycle_id bigint NOT NULL,
    drafted_by_id bigint NOT NULL,
    replaces_id bigint,
    ward_id bigint NOT NULL,
    CONSTRAINT plans_wardplan_version_check CHECK ((version >= 0))
);


ALTER TABLE public.plans_wardplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plans_wardplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);


CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;


CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;


CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);


CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;


CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_approvalrule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    by character varying(12) NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT approval_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.publishing_approvalrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_approvalrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_bounce (
    id bigint NOT NULL,
    kind character varying(9) NOT NULL,
    at timestamp with time zone NOT NULL,
    words character varying(300) NOT NULL,
    known_by character varying(64) NOT NULL,
    mail_id bigint NOT NULL
);


ALTER TABLE public.publishing_bounce ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_bounce_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_bulletin (
    id bigint NOT NULL,
    month date NOT NULL,
    subject character varying(120) NOT NULL,
    opening character varying(400) NOT NULL,
    state character varying(10) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    consulted_at timestamp with time zone,
    comments_by date,
    approved_at timestamp with time zone,
    send_at timestamp with time zone,
    sending_at timestamp with time zone,
    sent_at timestamp with time zone,
    paused_because character varying(300) NOT NULL,
    held boolean NOT NULL,
    despite_hold_because character varying(300) NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(300) NOT NULL,
    approved_by_id bigint,
    despite_hold_by_id bigint,
    drafted_by_id bigint NOT NULL,
    ward_id bigint,
    changed_by_id bigint,
    CONSTRAINT bulletin_is_of_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT sent_says_when CHECK (((NOT ((state)::text = 'sent'::text)) OR (sent_at IS NOT NULL))),
    CONSTRAINT what_is_sent_was_approved CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'consulted'::character varying, 'withdrawn'::character varying])::text[])) OR (approved_by_id IS NOT NULL)))
);


ALTER TABLE public.publishing_bulletin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_bulletin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_bulletincomment (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    text character varying(1000) NOT NULL,
    content boolean NOT NULL,
    bulletin_id bigint NOT NULL,
    by_id bigint NOT NULL,
    part_id bigint
);


ALTER TABLE public.publishing_bulletincomment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_bulletincomment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_bulletinlink (
    id bigint NOT NULL,
    number smallint NOT NULL,
    target character varying(400) NOT NULL,
    clicks integer NOT NULL,
    bulletin_id bigint NOT NULL,
    CONSTRAINT publishing_bulletinlink_clicks_check CHECK ((clicks >= 0)),
    CONSTRAINT publishing_bulletinlink_number_check CHECK ((number >= 0))
);


ALTER TABLE public.publishing_bulletinlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_bulletinlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_bulletinmail (
    id bigint NOT NULL,
    domain character varying(253) NOT NULL,
    state character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    not_before timestamp with time zone NOT NULL,
    claimed_by uuid,
    sent_at timestamp with time zone,
    words character varying(300) NOT NULL,
    opened_at timestamp with time zone,
    clicked_at timestamp with time zone,
    bounced_at timestamp with time zone,
    bulletin_id bigint NOT NULL,
    subscriber_id bigint NOT NULL,
    CONSTRAINT publishing_bulletinmail_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT sent_mail_says_when CHECK (((NOT ((state)::text = 'sent'::text)) OR (sent_at IS NOT NULL)))
);


ALTER TABLE public.publishing_bulletinmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_bulletinmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_bulletinpart (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(120) NOT NULL,
    text text NOT NULL,
    link character varying(400) NOT NULL,
    link_words character varying(80) NOT NULL,
    flag character varying(12) NOT NULL,
    "on" date,
    bar bigint[] NOT NULL,
    taken_out_at timestamp with time zone,
    bulletin_id bigint NOT NULL,
    CONSTRAINT publishing_bulletinpart_position_check CHECK (("position" >= 0))
);


ALTER TABLE public.publishing_bulletinpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_bulletinpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_consent (
    id bigint NOT NULL,
    "to" character varying(10) NOT NULL,
    agreed boolean NOT NULL,
    how character varying(12) NOT NULL,
    words text NOT NULL,
    what character varying(1000) NOT NULL,
    at timestamp with time zone NOT NULL,
    ip_hash character varying(64) NOT NULL,
    subscriber_id bigint NOT NULL
);


ALTER TABLE public.publishing_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_correction (
    id bigint NOT NULL,
    what character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    title character varying(100) NOT NULL,
    summary character varying(200) NOT NULL,
    body text NOT NULL,
    happens_at timestamp with time zone,
    happens_until timestamp with time zone,
    venue character varying(160) NOT NULL,
    by_id bigint NOT NULL,
    item_id bigint NOT NULL,
    decided_by character varying(120) NOT NULL,
    decided_on date,
    decision_link character varying(400) NOT NULL
);


ALTER TABLE public.publishing_correction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_dailyviews (
    id bigint NOT NULL,
    day date NOT NULL,
    path character varying(300) NOT NULL,
    host character varying(16) NOT NULL,
    views integer NOT NULL,
    ward_id bigint,
    CONSTRAINT publishing_dailyviews_views_check CHECK ((views >= 0)),
    CONSTRAINT views_are_some CHECK ((views > 0))
);


ALTER TABLE public.publishing_dailyviews ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_dailyviews_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_dayaddedup (
    id bigint NOT NULL,
    day date NOT NULL,
    host character varying(16) NOT NULL,
    at timestamp with time zone NOT NULL
);


ALTER TABLE public.publishing_dayaddedup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_dayaddedup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_decidingbody (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    tier character varying(10) NOT NULL,
    name character varying(120) NOT NULL,
    decides character varying(400) NOT NULL,
    link character varying(200) NOT NULL,
    source character varying(200) NOT NULL,
    checked_on date NOT NULL,
    CONSTRAINT deciding_body_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.publishing_decidingbody ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_decidingbody_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_decidingbody_wards (
    id bigint NOT NULL,
    decidingbody_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.publishing_decidingbody_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_decidingbody_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_domainpace (
    domain character varying(253) NOT NULL,
    free_at timestamp with time zone NOT NULL
);


CREATE TABLE public.publishing_guidance (
    id bigint NOT NULL,
    slug character varying(110) NOT NULL,
    title character varying(100) NOT NULL,
    summary character varying(200) NOT NULL,
    body text NOT NULL,
    owner character varying(120) NOT NULL,
    "position" smallint NOT NULL,
    review_on date NOT NULL,
    state character varying(10) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    withdrawn_because character varying(300) NOT NULL,
    changed_by_id bigint NOT NULL,
    CONSTRAINT publishing_guidance_position_check CHECK (("position" >= 0))
);


ALTER TABLE public.publishing_guidance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_guidance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_guidanceversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    title character varying(100) NOT NULL,
    summary character varying(200) NOT NULL,
    body text NOT NULL,
    owner character varying(120) NOT NULL,
    review_on date NOT NULL,
    what character varying(200) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    guidance_id bigint NOT NULL,
    published_by_id bigint NOT NULL,
    CONSTRAINT guidance_version_lasts CHECK (((closed_at IS NULL) OR (closed_at >= published_at))),
    CONSTRAINT publishing_guidanceversion_number_check CHECK ((number >= 0))
);


ALTER TABLE public.publishing_guidanceversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_guidanceversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_item (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    slug character varying(110) NOT NULL,
    title character varying(100) NOT NULL,
    summary character varying(200) NOT NULL,
    body text NOT NULL,
    factual boolean NOT NULL,
    happens_at timestamp with time zone,
    happens_until timestamp with time zone,
    venue character varying(160) NOT NULL,
    state character varying(10) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    proposed_at timestamp with time zone,
    sent_back_because character varying(300) NOT NULL,
    approved_at timestamp with time zone,
    out_from timestamp with time zone,
    out_until timestamp with time zone,
    withdrawn_at timestamp with time zone,
    withdrawn_because character varying(300) NOT NULL,
    approved_by_id bigint,
    drafted_by_id bigint NOT NULL,
    priority_id bigint,
    action_id bigint,
    award_id bigint,
    corrected_at timestamp with time zone,
    goes_on_because character varying(300) NOT NULL,
    goes_on_by_id bigint,
    goes_on_from timestamp with time zone,
    goes_on_until timestamp with time zone,
    role_id bigint,
    withdrawn_words character varying(300) NOT NULL,
    changed_by_id bigint,
    decided_by character varying(120) NOT NULL,
    decided_on date,
    decision_link character varying(400) NOT NULL,
    CONSTRAINT approved_item_has_its_day CHECK (((NOT ((state)::text = 'approved'::text)) OR ((approved_by_id IS NOT NULL) AND (out_from IS NOT NULL)))),
    CONSTRAINT decision_link_is_https CHECK ((((decision_link)::text = ''::text) OR ((decision_link)::text ~~ 'https://%'::text))),
    CONSTRAINT decision_says_who_and_when CHECK (((NOT ((kind)::text = 'decision'::text)) OR ((decided_on IS NOT NULL) AND (NOT ((decided_by)::text = ''::text))))),
    CONSTRAINT event_ends_after_it_begins CHECK (((happens_until IS NULL) OR (happens_until > happens_at))),
    CONSTRAINT event_has_its_time CHECK (((NOT ((kind)::text = 'event'::text)) OR (happens_at IS NOT NULL))),
    CONSTRAINT item_is_out_for_a_time CHECK (((out_until IS NULL) OR (out_until > out_from)))
);


ALTER TABLE public.publishing_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_item_wards (
    id bigint NOT NULL,
    item_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.publishing_item_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_item_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_measuredfile (
    id bigint NOT NULL,
    address character varying(300) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT publishing_measuredfile_size_check CHECK ((size >= 0))
);


ALTER TABLE public.publishing_measuredfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_measuredfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_movedaddress (
    id bigint NOT NULL,
    old character varying(300) NOT NULL,
    new character varying(300) NOT NULL,
    because character varying(200) NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    moved_by_id bigint,
    CONSTRAINT addresses_stay_within CHECK ((((new)::text ~ '^/([^/\\?#\s][^\\?#\s]*)?$'::text) AND ((old)::text ~ '^/([^/\\?#\s][^\\?#\s]*)?$'::text))),
    CONSTRAINT an_address_moves_elsewhere CHECK ((NOT ((old)::text = (new)::text)))
);


ALTER TABLE public.publishing_movedaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_movedaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_photo (
    id bigint NOT NULL,
    alt character varying(200) NOT NULL,
    credit character varying(100) NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    item_id bigint NOT NULL,
    small_id bigint NOT NULL,
    wide_id bigint NOT NULL,
    CONSTRAINT photo_has_words CHECK ((NOT ((alt)::text = ''::text))),
    CONSTRAINT publishing_photo_height_check CHECK ((height >= 0)),
    CONSTRAINT publishing_photo_width_check CHECK ((width >= 0))
);


ALTER TABLE public.publishing_photo ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_photo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_publishedfigure (
    id bigint NOT NULL,
    kind character varying(13) NOT NULL,
    "on" date NOT NULL,
    value integer NOT NULL,
    source character varying(300) NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint NOT NULL,
    CONSTRAINT publishing_publishedfigure_value_check CHECK ((value >= 0))
);


ALTER TABLE public.publishing_publishedfigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_publishedfigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_strategy (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(120) NOT NULL
);


ALTER TABLE public.publishing_strategy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_strategy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_strategyline (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    number smallint NOT NULL,
    heading character varying(120) NOT NULL,
    text character varying(500) NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT publishing_strategyline_number_check CHECK ((number >= 0))
);


ALTER TABLE public.publishing_strategyline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_strategyline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_strategyversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    title character varying(160) NOT NULL,
    summary character varying(300) NOT NULL,
    body text NOT NULL,
    adopted_on date NOT NULL,
    ends_on date,
    source character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    superseded_at timestamp with time zone,
    drafted_by_id bigint NOT NULL,
    published_by_id bigint,
    strategy_id bigint NOT NULL,
    CONSTRAINT a_strategy_lasts CHECK (((ends_on IS NULL) OR (ends_on > adopted_on))),
    CONSTRAINT published_version_has_its_day CHECK (((NOT ((state)::text = 'published'::text)) OR (published_at IS NOT NULL))),
    CONSTRAINT publishing_strategyversion_number_check CHECK ((number >= 0))
);


ALTER TABLE public.publishing_strategyversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_strategyversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_subscriber (
    id bigint NOT NULL,
    email character varying(254),
    secret character varying(32) NOT NULL,
    state character varying(10) NOT NULL,
    opens_agreed boolean NOT NULL,
    promotions_agreed boolean NOT NULL,
    postcode character varying(7) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    mailed_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    left_at timestamp with time zone,
    suppressed_at timestamp with time zone,
    suppressed_because character varying(200) NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT confirmed_subscriber_says_when CHECK (((NOT ((state)::text = 'confirmed'::text)) OR ((confirmed_at IS NOT NULL) AND (email IS NOT NULL)))),
    CONSTRAINT only_who_is_confirmed_agrees CHECK ((((state)::text = 'confirmed'::text) OR ((NOT opens_agreed) AND (NOT promotions_agreed)))),
    CONSTRAINT subscriber_email_is_normalised CHECK (((email)::text = lower((email)::text))),
    CONSTRAINT subscriber_has_an_address_or_is_erased CHECK (((email IS NOT NULL) OR ((erased_at IS NOT NULL) AND ((postcode)::text = ''::text)))),
    CONSTRAINT suppressed_subscriber_says_why CHECK (((NOT ((state)::text = 'suppressed'::text)) OR ((suppressed_at IS NOT NULL) AND (NOT ((suppressed_because)::text = ''::text)))))
);


ALTER TABLE public.publishing_subscriber ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_subscriber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_subscriberlist (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    sha256 character varying(64) NOT NULL,
    headings jsonb NOT NULL,
    columns jsonb NOT NULL,
    lines jsonb NOT NULL,
    counts jsonb NOT NULL,
    state character varying(10) NOT NULL,
    read_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    applied_by_id bigint,
    read_by_id bigint NOT NULL
);


ALTER TABLE public.publishing_subscriberlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_subscriberlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_subscription (
    id bigint NOT NULL,
    source character varying(6) NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    goes_on_from_id bigint,
    place_id bigint,
    priority_id bigint,
    subscriber_id bigint NOT NULL,
    ward_id bigint,
    ward_ended boolean NOT NULL,
    CONSTRAINT subscription_lasts CHECK (((until IS NULL) OR (until >= since))),
    CONSTRAINT subscription_to_one_thing CHECK ((((priority_id IS NULL) AND (place_id IS NULL)) OR ((ward_id IS NULL) AND (place_id IS NULL)) OR ((ward_id IS NULL) AND (priority_id IS NULL))))
);


ALTER TABLE public.publishing_subscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_subscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_subscriptionrule (
    id bigint NOT NULL,
    from_date date NOT NULL,
    to_date date,
    hours_between smallint NOT NULL,
    days_to_confirm smallint NOT NULL,
    seconds_at_least smallint NOT NULL,
    months_kept smallint NOT NULL,
    source character varying(300) NOT NULL,
    CONSTRAINT publishing_subscriptionrule_days_to_confirm_check CHECK ((days_to_confirm >= 0)),
    CONSTRAINT publishing_subscriptionrule_hours_between_check CHECK ((hours_between >= 0)),
    CONSTRAINT publishing_subscriptionrule_months_kept_check CHECK ((months_kept >= 0)),
    CONSTRAINT publishing_subscriptionrule_seconds_at_least_check CHECK ((seconds_at_least >= 0)),
    CONSTRAINT subscription_rule_is_sound CHECK ((((days_to_confirm >= 1) AND (days_to_confirm <= 60)) AND ((hours_between >= 1) AND (hours_between <= 720)) AND ((months_kept >= 0) AND (months_kept <= 120)) AND ((seconds_at_least >= 0) AND (seconds_at_least <= 30)))),
    CONSTRAINT subscription_rule_lasts CHECK (((to_date IS NULL) OR (to_date > from_date)))
);


ALTER TABLE public.publishing_subscriptionrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_subscriptionrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_usefullink (
    id bigint NOT NULL,
    title character varying(100) NOT NULL,
    href character varying(200) NOT NULL,
    about character varying(200) NOT NULL,
    checked_on date NOT NULL
);


ALTER TABLE public.publishing_usefullink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_usefullink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_usefullink_wards (
    id bigint NOT NULL,
    usefullink_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.publishing_usefullink_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_usefullink_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_wish (
    id bigint NOT NULL,
    everywhere boolean NOT NULL,
    postcode character varying(7) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    subscriber_id bigint NOT NULL
);


ALTER TABLE public.publishing_wish ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_wish_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_wish_places (
    id bigint NOT NULL,
    wish_id bigint NOT NULL,
    namedplace_id bigint NOT NULL
);


ALTER TABLE public.publishing_wish_places ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_wish_places_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_wish_priorities (
    id bigint NOT NULL,
    wish_id bigint NOT NULL,
    priority_id bigint NOT NULL
);


ALTER TABLE public.publishing_wish_priorities ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_wish_priorities_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.publishing_wish_wards (
    id bigint NOT NULL,
    wish_id bigint NOT NULL,
    ward_id bigint NOT NULL
);


ALTER TABLE public.publishing_wish_wards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publishing_wish_wards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);


ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);


ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);


ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);


ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);




































































INSERT INTO public.funding_alertrule VALUES
	(1, '2021-05-10', NULL, 10, 1, 10, 'Set for this installation: no public source. Unspent money was noticed too late (The Star, 2022)');






































INSERT INTO public.funding_freezerule VALUES
	(1, '2021-05-10', NULL, 25, 1, 'The council’s own practice. The notice of election is published by the 25th working day before the poll (Local Elections (Principal Areas) (England and Wales) Rules 2006, Schedule 2)');






































































































INSERT INTO public.office_electionrule VALUES
	(1, '1974-04-01', NULL, 4, 'Local Government Act 1972, sections 7 and 90', 1);






INSERT INTO public.office_publicityrule VALUES
	(1, '2011-03-31', NULL, 25, 1, '{words,progress,awards}', 'Code of Recommended Practice on Local Authority Publicity 2011, paragraphs 33 to 35, under section 4 of the Local Government Act 1986; section 2 of that Act. Notice of an election is given by the 25th working day before the poll (Local Elections (Principal Areas) (England and Wales) Rules 2006, Schedule 2)');




INSERT INTO public.office_sevenrole VALUES
	(1, 'steward-of-place', 'Steward of place', 'Looks after the ward as a whole: its streets, its groups, its money, its future.', 1),
	(2, 'advocate', 'Advocate', 'Speaks up for people and places here, and helps them to speak for themselves.', 2),
	(3, 'buffer', 'Buffer', 'Softens what cuts and changes do to people, and says plainly what can and cannot be done.', 3),
	(4, 'sensemaker', 'Sensemaker', 'Turns what residents say, and what the figures show, into something that all can act on.', 4),
	(5, 'catalyst', 'Catalyst', 'Gets people started on what they could do for themselves, then steps back.', 5),
	(6, 'entrepreneur', 'Entrepreneur', 'Finds new ways, new money and new partners when the usual ones do not do.', 6),
	(7, 'orchestrator', 'Orchestrator', 'Brings people, groups and services together so that each plays its part.', 7);


























































INSERT INTO public.plans_answertime VALUES
	(1, '2017-05-01', NULL, 10, 3, 'Our own aim until a protocol with the services says otherwise', NULL);


















INSERT INTO public.plans_cyclelength VALUES
	(1, '2017-05-01', '2026-06-01', 1, 'The neighbourhood working model of May 2017: ward plans are refreshed every year'),
	(2, '2026-06-01', NULL, 2, 'Neighbourhood Leadership Strategy, summary for the Improving Places Select Commission, June 2026');










INSERT INTO public.plans_framework VALUES
	(1, '2021-07-01', NULL, 'themes', 'Themes', 'themes', 'What the priority is about. Tick all that it names.', 'Report on neighbourhood working to the Health and Wellbeing Board, 2023', 1),
	(2, '2021-07-01', NULL, 'health-themes', 'Health and wellbeing themes', 'themes', 'Whose health and wellbeing it is for, and how.', 'Report on neighbourhood working to the Health and Wellbeing Board, 2023', 2),
	(3, '2021-07-01', NULL, 'health-aims', 'Health and Wellbeing aims', 'aims', '', 'Report on neighbourhood working to the Health and Wellbeing Board, 2023', 3),
	(4, '2022-01-01', NULL, 'council-plan-2022', 'Council Plan themes', 'themes', 'The theme of the Council Plan that it helps most.', 'Rotherham Council Plan 2022 to 2025', 4),
	(5, '2018-11-01', NULL, 'neighbourhood-outcomes', 'Neighbourhood outcomes', 'outcomes', 'The outcomes of the neighbourhood strategy.', 'Thriving Neighbourhoods Strategy 2018 to 2025, approved by Cabinet in November 2018, refreshed 2022', 5),
	(6, '2026-06-01', NULL, 'action-areas', 'Action areas of the strategy', 'areas', '', 'Neighbourhood Leadership Strategy, summary for the Improving Places Select Commission, June 2026', 6),
	(7, '2018-11-01', NULL, 'communities', 'Communities of identity', 'communities', 'Whom it is for above all, if anybody.', 'Equality Act 2010, sections 4 and 149, and the communities that the council’s own reports name', 7);














INSERT INTO public.plans_inputrule VALUES
	(1, '2017-05-01', NULL, 12, 7, 5, 'Our own aim, until the council decides on one');














INSERT INTO public.plans_noticerule VALUES
	(1, '2017-05-01', NULL, 10, 5, 'Our own aim, until the council decides on one');




INSERT INTO public.plans_outcome VALUES
	(1, 'safety', 'Community safety and anti-social behaviour', 1, 1, NULL, NULL),
	(2, 'environment', 'Environment, parks and green spaces', 2, 1, NULL, NULL),
	(3, 'clean-streets', 'Cleanliness of public realm and streets', 3, 1, NULL, NULL),
	(4, 'health', 'Physical and mental health and wellbeing', 4, 1, NULL, NULL),
	(5, 'cost-of-living', 'Poverty and the cost of living', 5, 1, NULL, NULL),
	(6, 'transport', 'Transport, roads and road safety', 6, 1, NULL, NULL),
	(7, 'empowerment', 'Community empowerment and infrastructure', 7, 1, NULL, NULL),
	(8, 'skills', 'Skills, learning and work', 8, 1, NULL, NULL),
	(9, 'heritage', 'Heritage, arts and culture', 9, 1, NULL, NULL),
	(10, 'climate', 'Climate and flooding', 10, 1, NULL, NULL),
	(15, 'aim-1', 'Aim 1: All children get the best start in life and go on to achieve their potential', 1, 3, NULL, NULL),
	(16, 'aim-2', 'Aim 2: All people enjoy the best possible mental health and wellbeing and a good quality of life', 2, 3, NULL, NULL),
	(17, 'aim-3', 'Aim 3: All people live well for longer', 3, 3, NULL, NULL),
	(18, 'aim-4', 'Aim 4: All people live in healthy, safe and resilient communities', 4, 3, NULL, NULL),
	(19, 'neighbourhoods', 'Every neighbourhood thriving', 1, 4, NULL, NULL),
	(20, 'people', 'People are safe, healthy and live well', 2, 4, NULL, NULL),
	(21, 'children', 'Every child able to fulfil their potential', 3, 4, NULL, NULL),
	(22, 'economy', 'Expanding economic opportunity', 4, 4, NULL, NULL),
	(23, 'environment', 'A cleaner, greener local environment', 5, 4, NULL, NULL),
	(24, 'safe-and-welcoming', 'Neighbourhoods are safe and welcoming with good community spirit', 1, 5, NULL, NULL),
	(25, 'help-each-other', 'People get involved in their neighbourhood and help each other out', 2, 5, 24, NULL),
	(26, 'local-leadership', 'Councillors provide leadership and support community action', 3, 5, 24, NULL),
	(27, 'interact', 'People from different backgrounds have the chance to interact', 4, 5, 24, NULL),
	(28, 'feel-safe', 'Communities are strong and help people to feel safe', 5, 5, 24, NULL),
	(29, 'protected', 'Vulnerable people are protected', 6, 5, 24, NULL),
	(30, 'happy-and-healthy', 'Residents are happy and healthy and love where they live', 7, 5, NULL, NULL),
	(31, 'access', 'Access to libraries, cultural activities, parks and green spaces', 8, 5, 30, NULL),
	(32, 'clean', 'Clean streets and public places', 9, 5, 30, NULL),
	(33, 'homes', 'High quality homes', 10, 5, 30, NULL),
	(34, 'centres', 'Improved town centre, local towns and villages', 11, 5, 30, NULL),
	(35, 'skills-and-assets', 'Residents use their skills and assets to contribute to what matters to them', 12, 5, NULL, NULL),
	(36, 'less-lonely', 'People feel less lonely and isolated', 13, 5, 35, NULL),
	(37, 'enjoyable', 'Enjoyable things to do for people of all ages', 14, 5, 35, NULL),
	(38, 'every-child', 'Every child able to fulfil their potential', 15, 5, 35, NULL),
	(39, 'online', 'Everyone has the ability and means to get online', 16, 5, 35, NULL),
	(40, 'working-together', 'More people work together to find solutions to local problems', 17, 5, 35, NULL),
	(41, 'voluntary-sector', 'A strong community and voluntary sector', 18, 5, 35, NULL),
	(42, 'assets', 'Local assets are harnessed for the benefit of the community', 19, 5, 35, NULL),
	(43, 'area-1', '1. Ward priorities and plans', 1, 6, NULL, NULL),
	(44, 'area-2', '2. Devolved ward budgets', 2, 6, NULL, NULL),
	(45, 'area-3', '3. Leadership in support of council and partner services', 3, 6, NULL, NULL),
	(46, 'area-4', '4. Ongoing support and leadership development', 4, 6, NULL, NULL),
	(47, 'area-5', '5. The role of residents in neighbourhood leadership', 5, 6, NULL, NULL),
	(48, 'area-6', '6. Monitoring impact and feeding back', 6, 6, NULL, NULL),
	(49, 'young', 'Children and young people', 1, 7, NULL, NULL),
	(50, 'older', 'Older people', 2, 7, NULL, NULL),
	(51, 'disabled', 'Disabled people', 3, 7, NULL, NULL),
	(52, 'ethnic', 'People of minority ethnic communities', 4, 7, NULL, NULL),
	(53, 'faith', 'Faith communities', 5, 7, NULL, NULL),
	(54, 'women', 'Women and girls', 6, 7, NULL, NULL),
	(55, 'lgbt', 'Lesbian, gay, bisexual and trans people', 7, 7, NULL, NULL),
	(56, 'carers', 'Carers', 8, 7, NULL, NULL),
	(57, 'armed-forces', 'The armed forces community', 9, 7, NULL, NULL),
	(58, 'refugees', 'Refugees and new arrivals', 10, 7, NULL, NULL),
	(11, 'children-and-families', 'Children, young people and families', 1, 2, NULL, 15),
	(12, 'mental-health', 'Mental health', 2, 2, NULL, 16),
	(13, 'older-people', 'Older people', 3, 2, NULL, 17),
	(14, 'wider-determinants', 'The wider determinants of health', 4, 2, NULL, 18);






INSERT INTO public.plans_planrule VALUES
	(1, '2017-05-01', NULL, 3, 5, 1, 92, 'Rotherham’s published ward plans: 3 to 5 priorities, one may run through the others; four ward meetings a year', 24);


















INSERT INTO public.plans_reminderrule VALUES
	(1, '2026-06-01', NULL, 14, 'Where the program begins, until the council says otherwise');








































































INSERT INTO public.publishing_subscriptionrule VALUES
	(1, '2017-05-01', NULL, 24, 7, 2, 24, 'Our own aim, until the council decides on one');




















SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);


SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);








SELECT pg_catalog.setval('public.evidence_arealookup_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_areashare_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_finding_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_finding_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_fitting_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_indicator_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_layoutmapping_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_linefault_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_reading_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_readingfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_replacedreading_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_source_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_stagedreading_id_seq', 1, false);


SELECT pg_catalog.setval('public.evidence_wardreading_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_auditdigest_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_auditdigestline_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_auditrecord_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_change_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_hold_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_published_news', 1, false);


SELECT pg_catalog.setval('public.foundation_publishedpage_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_publishedversion_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_storedfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_account_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_alertrule_id_seq', 1, true);


SELECT pg_catalog.setval('public.funding_application_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_areadwellings_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_attachment_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_awardfreeze_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_awardimport_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_cancellation_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_columnmapping_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_copygiven_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_correctedrecord_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_costline_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_decision_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_declaredinterest_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_development_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_draft_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_entered_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_entry_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_freezeoverride_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_freezerule_id_seq', 1, true);


SELECT pg_catalog.setval('public.funding_fund_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_fundcheck_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_fundrule_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_fundyear_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_importline_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_infrastructurestatement_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_instalment_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_invitation_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_jointpurchase_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_letter_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_levyanswer_developments_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_levyanswer_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_levyreceipt_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_minute_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_moneyalert_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_monitoring_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_move_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_neighbourhoodplan_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_notsplit_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_offeranswer_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_officercheck_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_othermoney_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_outsidebid_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_outsidefollow_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_outsidefund_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_outsidefund_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_particulars_also_serves_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_particulars_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_payeedetails_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_paymentline_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_paymentrun_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_project_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_purposechange_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_reached_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_receipt_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_recordscheck_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_recovery_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_recoveryreceipt_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_reviewclosed_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_statementfigure_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_tenantbenefit_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_transfer_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_turn_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_vote_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_wardfigure_id_seq', 1, false);


SELECT pg_catalog.setval('public.funding_writeoff_id_seq', 1, false);


SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_councillor_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_dispensation_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_electionrule_id_seq', 1, true);


SELECT pg_catalog.setval('public.office_interest_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_poll_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_publicityrule_id_seq', 1, true);


SELECT pg_catalog.setval('public.office_roleheld_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_sevenrole_id_seq', 7, true);


SELECT pg_catalog.setval('public.office_suspension_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_term_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_vacancy_id_seq', 1, false);


SELECT pg_catalog.setval('public.organisations_contact_id_seq', 1, false);


SELECT pg_catalog.setval('public.organisations_organisation_id_seq', 1, false);


SELECT pg_catalog.setval('public.organisations_organisation_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.people_user_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_boundary_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_boundaryset_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_cluster_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_clustermember_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_edition_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_locality_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_namedplace_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_namedplace_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_parish_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_parishcover_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_ward_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_wardlocality_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_wardparish_id_seq', 1, false);


SELECT pg_catalog.setval('public.places_wardsuccession_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_action_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_agreement_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_answermark_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_answertext_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_answertime_id_seq', 1, true);


SELECT pg_catalog.setval('public.plans_ask_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_citation_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_commitment_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_commitment_places_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_commitment_priorities_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_commitment_themes_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_commitment_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_cycle_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_cyclelength_id_seq', 2, true);


SELECT pg_catalog.setval('public.plans_duedatechange_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_earlierwords_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_engagement_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_findingcited_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_framework_id_seq', 7, true);


SELECT pg_catalog.setval('public.plans_inputanswer_communities_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_inputanswer_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_inputasked_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_inputcall_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_inputextension_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_inputquestion_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_inputrule_id_seq', 1, true);


SELECT pg_catalog.setval('public.plans_measure_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_measurereading_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_measuretarget_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_noticechange_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_noticequestion_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_noticereply_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_noticerule_id_seq', 1, true);


SELECT pg_catalog.setval('public.plans_noticetold_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_outcome_id_seq', 58, true);


SELECT pg_catalog.setval('public.plans_parishpriority_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_planline_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_planrule_id_seq', 1, true);


SELECT pg_catalog.setval('public.plans_planword_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_priority_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_priority_outcomes_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_progressfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_progressnote_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_protocol_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_protocolagreement_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_reminder_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_reminderrule_id_seq', 1, true);


SELECT pg_catalog.setval('public.plans_servicenotice_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_servicenotice_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.plans_wardplan_id_seq', 1, false);


SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);


SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);


SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);


SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_approvalrule_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_bounce_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_bulletin_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_bulletincomment_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_bulletinlink_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_bulletinmail_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_bulletinpart_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_consent_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_correction_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_dailyviews_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_dayaddedup_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_decidingbody_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_decidingbody_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_guidance_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_guidanceversion_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_item_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_item_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_measuredfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_movedaddress_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_photo_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_publishedfigure_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_strategy_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_strategyline_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_strategyversion_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_subscriber_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_subscriberlist_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_subscription_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_subscriptionrule_id_seq', 1, true);


SELECT pg_catalog.setval('public.publishing_usefullink_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_usefullink_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_wish_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_wish_places_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_wish_priorities_id_seq', 1, false);


SELECT pg_catalog.setval('public.publishing_wish_wards_id_seq', 1, false);


SELECT pg_catalog.setval('public.socialaccount_socialaccount_id_seq', 1, false);


SELECT pg_catalog.setval('public.socialaccount_socialapp_id_seq', 1, false);


SELECT pg_catalog.setval('public.socialaccount_socialtoken_id_seq', 1, false);


ALTER TABLE ONLY public.publishing_dayaddedup
    ADD CONSTRAINT a_day_is_added_up_once UNIQUE (day, host);


ALTER TABLE ONLY public.plans_findingcited
    ADD CONSTRAINT a_finding_is_cited_once UNIQUE (priority_id, finding_id);


ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);


ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);


ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_protocolagreement
    ADD CONSTRAINT agrees_once_to_a_protocol UNIQUE (protocol_id, organisation_id);


ALTER TABLE ONLY public.plans_inputasked
    ADD CONSTRAINT asked_once UNIQUE (call_id, body_id);


ALTER TABLE ONLY public.foundation_auditrecord
    ADD CONSTRAINT audit_one_record_per_seq UNIQUE (stream, seq);


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_auditdigestline
    ADD CONSTRAINT digest_one_line_per_stream UNIQUE (digest_id, stream);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


ALTER TABLE ONLY public.evidence_arealookup
    ADD CONSTRAINT evidence_arealookup_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_areashare
    ADD CONSTRAINT evidence_areashare_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_finding
    ADD CONSTRAINT evidence_finding_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_finding
    ADD CONSTRAINT evidence_finding_replaces_id_key UNIQUE (replaces_id);


ALTER TABLE ONLY public.evidence_finding_wards
    ADD CONSTRAINT evidence_finding_wards_finding_id_ward_id_c2c70b5c_uniq UNIQUE (finding_id, ward_id);


ALTER TABLE ONLY public.evidence_finding_wards
    ADD CONSTRAINT evidence_finding_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_fitting
    ADD CONSTRAINT evidence_fitting_edition_id_key UNIQUE (edition_id);


ALTER TABLE ONLY public.evidence_fitting
    ADD CONSTRAINT evidence_fitting_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_indicator
    ADD CONSTRAINT evidence_indicator_key_key UNIQUE (key);


ALTER TABLE ONLY public.evidence_indicator
    ADD CONSTRAINT evidence_indicator_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_keptfile
    ADD CONSTRAINT evidence_keptfile_pkey PRIMARY KEY (of_id);


ALTER TABLE ONLY public.evidence_layoutmapping
    ADD CONSTRAINT evidence_layoutmapping_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_linefault
    ADD CONSTRAINT evidence_linefault_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_loadprogress
    ADD CONSTRAINT evidence_loadprogress_pkey PRIMARY KEY (of_id);


ALTER TABLE ONLY public.evidence_reading
    ADD CONSTRAINT evidence_reading_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_readingfile
    ADD CONSTRAINT evidence_readingfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_replacedreading
    ADD CONSTRAINT evidence_replacedreading_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_source
    ADD CONSTRAINT evidence_source_key_key UNIQUE (key);


ALTER TABLE ONLY public.evidence_source
    ADD CONSTRAINT evidence_source_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_stagedreading
    ADD CONSTRAINT evidence_stagedreading_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.evidence_wardreading
    ADD CONSTRAINT evidence_wardreading_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_outsidefollow
    ADD CONSTRAINT followed_once UNIQUE (fund_id, user_id);


ALTER TABLE ONLY public.foundation_auditdigest
    ADD CONSTRAINT foundation_auditdigest_day_key UNIQUE (day);


ALTER TABLE ONLY public.foundation_auditdigest
    ADD CONSTRAINT foundation_auditdigest_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_auditdigestline
    ADD CONSTRAINT foundation_auditdigestline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_audithead
    ADD CONSTRAINT foundation_audithead_pkey PRIMARY KEY (stream);


ALTER TABLE ONLY public.foundation_auditpersonal
    ADD CONSTRAINT foundation_auditpersonal_pkey PRIMARY KEY (record_id);


ALTER TABLE ONLY public.foundation_auditrecord
    ADD CONSTRAINT foundation_auditrecord_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_change
    ADD CONSTRAINT foundation_change_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_hold
    ADD CONSTRAINT foundation_hold_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_publishedpage
    ADD CONSTRAINT foundation_publishedpage_path_key UNIQUE (path);


ALTER TABLE ONLY public.foundation_publishedpage
    ADD CONSTRAINT foundation_publishedpage_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_publishedversion
    ADD CONSTRAINT foundation_publishedversion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_storedfile
    ADD CONSTRAINT foundation_storedfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_storedfile
    ADD CONSTRAINT foundation_storedfile_public_id_key UNIQUE (public_id);


ALTER TABLE ONLY public.foundation_switch
    ADD CONSTRAINT foundation_switch_pkey PRIMARY KEY (key);


ALTER TABLE ONLY public.funding_account
    ADD CONSTRAINT funding_account_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_alertrule
    ADD CONSTRAINT funding_alertrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_reference_key UNIQUE (reference);


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_token_key UNIQUE (token);


ALTER TABLE ONLY public.funding_areadwellings
    ADD CONSTRAINT funding_areadwellings_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_attachment
    ADD CONSTRAINT funding_attachment_file_id_key UNIQUE (file_id);


ALTER TABLE ONLY public.funding_attachment
    ADD CONSTRAINT funding_attachment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_awardfreeze
    ADD CONSTRAINT funding_awardfreeze_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_awardimport
    ADD CONSTRAINT funding_awardimport_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_balance
    ADD CONSTRAINT funding_balance_pkey PRIMARY KEY (account_id);


ALTER TABLE ONLY public.funding_cancellation
    ADD CONSTRAINT funding_cancellation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_cancellation
    ADD CONSTRAINT funding_cancellation_transfer_id_key UNIQUE (transfer_id);


ALTER TABLE ONLY public.funding_columnmapping
    ADD CONSTRAINT funding_columnmapping_fingerprint_key UNIQUE (fingerprint);


ALTER TABLE ONLY public.funding_columnmapping
    ADD CONSTRAINT funding_columnmapping_name_key UNIQUE (name);


ALTER TABLE ONLY public.funding_columnmapping
    ADD CONSTRAINT funding_columnmapping_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_copygiven
    ADD CONSTRAINT funding_copygiven_decision_id_key UNIQUE (decision_id);


ALTER TABLE ONLY public.funding_copygiven
    ADD CONSTRAINT funding_copygiven_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_correctedrecord
    ADD CONSTRAINT funding_correctedrecord_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_costline
    ADD CONSTRAINT funding_costline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_decision
    ADD CONSTRAINT funding_decision_key_5708d638_uniq UNIQUE (key);


ALTER TABLE ONLY public.funding_decision
    ADD CONSTRAINT funding_decision_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_decision
    ADD CONSTRAINT funding_decision_transfer_id_key UNIQUE (transfer_id);


ALTER TABLE ONLY public.funding_declaredinterest
    ADD CONSTRAINT funding_declaredinterest_key_key UNIQUE (key);


ALTER TABLE ONLY public.funding_declaredinterest
    ADD CONSTRAINT funding_declaredinterest_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_development
    ADD CONSTRAINT funding_development_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_development
    ADD CONSTRAINT funding_development_reference_key UNIQUE (reference);


ALTER TABLE ONLY public.funding_draft
    ADD CONSTRAINT funding_draft_application_id_key UNIQUE (application_id);


ALTER TABLE ONLY public.funding_draft
    ADD CONSTRAINT funding_draft_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_draft
    ADD CONSTRAINT funding_draft_token_key UNIQUE (token);


ALTER TABLE ONLY public.funding_entered
    ADD CONSTRAINT funding_entered_draft_id_key UNIQUE (draft_id);


ALTER TABLE ONLY public.funding_entered
    ADD CONSTRAINT funding_entered_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_entry
    ADD CONSTRAINT funding_entry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_freezeoverride
    ADD CONSTRAINT funding_freezeoverride_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_freezerule
    ADD CONSTRAINT funding_freezerule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_fund
    ADD CONSTRAINT funding_fund_key_key UNIQUE (key);


ALTER TABLE ONLY public.funding_fund
    ADD CONSTRAINT funding_fund_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_fund
    ADD CONSTRAINT funding_fund_prefix_key UNIQUE (prefix);


ALTER TABLE ONLY public.funding_fundcheck
    ADD CONSTRAINT funding_fundcheck_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_fundrule
    ADD CONSTRAINT funding_fundrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_fundyear
    ADD CONSTRAINT funding_fundyear_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_importline
    ADD CONSTRAINT funding_importline_application_id_key UNIQUE (application_id);


ALTER TABLE ONLY public.funding_importline
    ADD CONSTRAINT funding_importline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_importline
    ADD CONSTRAINT funding_importline_receipt_id_key UNIQUE (receipt_id);


ALTER TABLE ONLY public.funding_importprogress
    ADD CONSTRAINT funding_importprogress_pkey PRIMARY KEY (of_id);


ALTER TABLE ONLY public.funding_infrastructurestatement
    ADD CONSTRAINT funding_infrastructurestatement_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_infrastructurestatement
    ADD CONSTRAINT funding_infrastructurestatement_year_key UNIQUE (year);


ALTER TABLE ONLY public.funding_instalment
    ADD CONSTRAINT funding_instalment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_instalment
    ADD CONSTRAINT funding_instalment_transfer_id_key UNIQUE (transfer_id);


ALTER TABLE ONLY public.funding_invitation
    ADD CONSTRAINT funding_invitation_code_key UNIQUE (code);


ALTER TABLE ONLY public.funding_invitation
    ADD CONSTRAINT funding_invitation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_jointpurchase
    ADD CONSTRAINT funding_jointpurchase_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_jointpurchase
    ADD CONSTRAINT funding_jointpurchase_words_key UNIQUE (words);


ALTER TABLE ONLY public.funding_letter
    ADD CONSTRAINT funding_letter_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_levyanswer
    ADD CONSTRAINT funding_levyanswer_application_id_key UNIQUE (application_id);


ALTER TABLE ONLY public.funding_levyanswer_developments
    ADD CONSTRAINT funding_levyanswer_devel_levyanswer_id_developmen_4c8bcf49_uniq UNIQUE (levyanswer_id, development_id);


ALTER TABLE ONLY public.funding_levyanswer_developments
    ADD CONSTRAINT funding_levyanswer_developments_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_levyanswer
    ADD CONSTRAINT funding_levyanswer_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_levyreceipt
    ADD CONSTRAINT funding_levyreceipt_key_key UNIQUE (key);


ALTER TABLE ONLY public.funding_levyreceipt
    ADD CONSTRAINT funding_levyreceipt_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_minute
    ADD CONSTRAINT funding_minute_application_id_key UNIQUE (application_id);


ALTER TABLE ONLY public.funding_minute
    ADD CONSTRAINT funding_minute_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_moneyalert
    ADD CONSTRAINT funding_moneyalert_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_monitoring
    ADD CONSTRAINT funding_monitoring_application_id_key UNIQUE (application_id);


ALTER TABLE ONLY public.funding_monitoring
    ADD CONSTRAINT funding_monitoring_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_move
    ADD CONSTRAINT funding_move_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_move
    ADD CONSTRAINT funding_move_transfer_id_key UNIQUE (transfer_id);


ALTER TABLE ONLY public.funding_neighbourhoodplan
    ADD CONSTRAINT funding_neighbourhoodplan_name_key UNIQUE (name);


ALTER TABLE ONLY public.funding_neighbourhoodplan
    ADD CONSTRAINT funding_neighbourhoodplan_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_notsplit
    ADD CONSTRAINT funding_notsplit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_offeranswer
    ADD CONSTRAINT funding_offeranswer_application_id_key UNIQUE (application_id);


ALTER TABLE ONLY public.funding_offeranswer
    ADD CONSTRAINT funding_offeranswer_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_officercheck
    ADD CONSTRAINT funding_officercheck_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_othermoney
    ADD CONSTRAINT funding_othermoney_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_outsidebid
    ADD CONSTRAINT funding_outsidebid_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_outsidefollow
    ADD CONSTRAINT funding_outsidefollow_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_outsidefund
    ADD CONSTRAINT funding_outsidefund_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_outsidefund
    ADD CONSTRAINT funding_outsidefund_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.funding_outsidefund_wards
    ADD CONSTRAINT funding_outsidefund_wards_outsidefund_id_ward_id_1c0b82ab_uniq UNIQUE (outsidefund_id, ward_id);


ALTER TABLE ONLY public.funding_outsidefund_wards
    ADD CONSTRAINT funding_outsidefund_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_particulars_also_serves
    ADD CONSTRAINT funding_particulars_also_particulars_id_priority__af228710_uniq UNIQUE (particulars_id, priority_id);


ALTER TABLE ONLY public.funding_particulars_also_serves
    ADD CONSTRAINT funding_particulars_also_serves_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_particulars
    ADD CONSTRAINT funding_particulars_application_id_key UNIQUE (application_id);


ALTER TABLE ONLY public.funding_particulars
    ADD CONSTRAINT funding_particulars_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_payeedetails
    ADD CONSTRAINT funding_payeedetails_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_paymentline
    ADD CONSTRAINT funding_paymentline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_paymentrun
    ADD CONSTRAINT funding_paymentrun_key_key UNIQUE (key);


ALTER TABLE ONLY public.funding_paymentrun
    ADD CONSTRAINT funding_paymentrun_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_project
    ADD CONSTRAINT funding_project_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_purposechange
    ADD CONSTRAINT funding_purposechange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_purposechange
    ADD CONSTRAINT funding_purposechange_record_id_key UNIQUE (record_id);


ALTER TABLE ONLY public.funding_reached
    ADD CONSTRAINT funding_reached_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_receipt
    ADD CONSTRAINT funding_receipt_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_recordscheck
    ADD CONSTRAINT funding_recordscheck_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_recovery
    ADD CONSTRAINT funding_recovery_key_key UNIQUE (key);


ALTER TABLE ONLY public.funding_recovery
    ADD CONSTRAINT funding_recovery_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_recoveryreceipt
    ADD CONSTRAINT funding_recoveryreceipt_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_recoveryreceipt
    ADD CONSTRAINT funding_recoveryreceipt_transfer_id_key UNIQUE (transfer_id);


ALTER TABLE ONLY public.funding_reviewclosed
    ADD CONSTRAINT funding_reviewclosed_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_statementfigure
    ADD CONSTRAINT funding_statementfigure_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_tenantbenefit
    ADD CONSTRAINT funding_tenantbenefit_application_id_key UNIQUE (application_id);


ALTER TABLE ONLY public.funding_tenantbenefit
    ADD CONSTRAINT funding_tenantbenefit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_transfer
    ADD CONSTRAINT funding_transfer_key_key UNIQUE (key);


ALTER TABLE ONLY public.funding_transfer
    ADD CONSTRAINT funding_transfer_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_transfer
    ADD CONSTRAINT funding_transfer_reverses_id_key UNIQUE (reverses_id);


ALTER TABLE ONLY public.funding_turn
    ADD CONSTRAINT funding_turn_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_vote
    ADD CONSTRAINT funding_vote_key_key UNIQUE (key);


ALTER TABLE ONLY public.funding_vote
    ADD CONSTRAINT funding_vote_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_wardfigure
    ADD CONSTRAINT funding_wardfigure_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.funding_writeoff
    ADD CONSTRAINT funding_writeoff_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_answermark
    ADD CONSTRAINT marked_once UNIQUE (answer_id, priority_id);


ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_councillor
    ADD CONSTRAINT office_councillor_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_councillor
    ADD CONSTRAINT office_councillor_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.office_councillor
    ADD CONSTRAINT office_councillor_user_id_key UNIQUE (user_id);


ALTER TABLE ONLY public.office_dispensation
    ADD CONSTRAINT office_dispensation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_dispensation
    ADD CONSTRAINT office_dispensation_reference_key UNIQUE (reference);


ALTER TABLE ONLY public.office_electionrule
    ADD CONSTRAINT office_electionrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_interest
    ADD CONSTRAINT office_interest_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_poll
    ADD CONSTRAINT office_poll_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_publicityrule
    ADD CONSTRAINT office_publicityrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_roleheld
    ADD CONSTRAINT office_roleheld_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_sevenrole
    ADD CONSTRAINT office_sevenrole_key_key UNIQUE (key);


ALTER TABLE ONLY public.office_sevenrole
    ADD CONSTRAINT office_sevenrole_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_sevenrole
    ADD CONSTRAINT office_sevenrole_position_key UNIQUE ("position");


ALTER TABLE ONLY public.office_suspension
    ADD CONSTRAINT office_suspension_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_term
    ADD CONSTRAINT office_term_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_vacancy
    ADD CONSTRAINT office_vacancy_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_vacancy
    ADD CONSTRAINT office_vacancy_term_id_key UNIQUE (term_id);


ALTER TABLE ONLY public.funding_account
    ADD CONSTRAINT one_account_of_a_holder UNIQUE NULLS NOT DISTINCT (fund_id, year, councillor_id, ward_id, cluster_id, stage);


ALTER TABLE ONLY public.places_boundaryset
    ADD CONSTRAINT one_active_lsoa_set EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&) WHERE ((((kind)::text = 'lsoa'::text) AND ((state)::text = 'active'::text)));


ALTER TABLE ONLY public.places_boundaryset
    ADD CONSTRAINT one_active_parish_set EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&) WHERE ((((kind)::text = 'parish'::text) AND ((state)::text = 'active'::text)));


ALTER TABLE ONLY public.places_boundaryset
    ADD CONSTRAINT one_active_ward_set EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&) WHERE ((((kind)::text = 'ward'::text) AND ((state)::text = 'active'::text)));


ALTER TABLE ONLY public.plans_agreement
    ADD CONSTRAINT one_agreement_per_member UNIQUE (priority_id, councillor_id);


ALTER TABLE ONLY public.funding_moneyalert
    ADD CONSTRAINT one_alert_per_period UNIQUE (councillor_id, year, period);


ALTER TABLE ONLY public.funding_alertrule
    ADD CONSTRAINT one_alert_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.plans_inputanswer
    ADD CONSTRAINT one_answer_per_version UNIQUE (call_id, number, version);


ALTER TABLE ONLY public.plans_answertime
    ADD CONSTRAINT one_answer_time_a_service EXCLUDE USING gist (int8range(organisation_id, organisation_id, '[]'::text) WITH &&, daterange(from_date, to_date, '[)'::text) WITH &&) WHERE ((organisation_id IS NOT NULL));


ALTER TABLE ONLY public.publishing_approvalrule
    ADD CONSTRAINT one_approval_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.funding_awardfreeze
    ADD CONSTRAINT one_award_freeze_per_poll UNIQUE (poll_id);


ALTER TABLE ONLY public.places_boundary
    ADD CONSTRAINT one_boundary_per_code_and_set UNIQUE (set_id, code);


ALTER TABLE ONLY public.plans_inputcall
    ADD CONSTRAINT one_call_per_slug UNIQUE (ward_id, slug);


ALTER TABLE ONLY public.plans_noticechange
    ADD CONSTRAINT one_change_a_version UNIQUE (notice_id, version);


ALTER TABLE ONLY public.funding_fundcheck
    ADD CONSTRAINT one_check_from_a_day UNIQUE (fund_id, key, from_date);


ALTER TABLE ONLY public.plans_citation
    ADD CONSTRAINT one_citation_per_reading UNIQUE (priority_id, indicator_id, period, category);


ALTER TABLE ONLY public.funding_areadwellings
    ADD CONSTRAINT one_count_of_dwellings UNIQUE NULLS NOT DISTINCT (year, parish_id, ward_id);


ALTER TABLE ONLY public.publishing_dailyviews
    ADD CONSTRAINT one_count_per_page_day_and_host UNIQUE (day, path, host);


ALTER TABLE ONLY public.places_parishcover
    ADD CONSTRAINT one_cover_per_ward EXCLUDE USING gist (int8range(ward_id, ward_id, '[]'::text) WITH &&, daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.plans_cycle
    ADD CONSTRAINT one_cycle_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.plans_cyclelength
    ADD CONSTRAINT one_cycle_length_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.places_edition
    ADD CONSTRAINT one_edition_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.office_electionrule
    ADD CONSTRAINT one_election_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.funding_wardfigure
    ADD CONSTRAINT one_figure_per_ward_and_kind UNIQUE (fund_id, year, ward_id, kind);


ALTER TABLE ONLY public.evidence_wardreading
    ADD CONSTRAINT one_fitted_reading UNIQUE (indicator_id, edition_id, period, category, area);


ALTER TABLE ONLY public.funding_freezerule
    ADD CONSTRAINT one_freeze_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.publishing_guidanceversion
    ADD CONSTRAINT one_guidance_version_per_number UNIQUE (guidance_id, number);


ALTER TABLE ONLY public.plans_inputrule
    ADD CONSTRAINT one_input_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.funding_instalment
    ADD CONSTRAINT one_instalment_of_a_number UNIQUE (application_id, number);


ALTER TABLE ONLY public.publishing_strategyline
    ADD CONSTRAINT one_line_per_number UNIQUE (version_id, kind, number);


ALTER TABLE ONLY public.evidence_arealookup
    ADD CONSTRAINT one_line_per_pair_of_areas UNIQUE (kind, code, "into");


ALTER TABLE ONLY public.plans_planline
    ADD CONSTRAINT one_line_per_priority UNIQUE (plan_id, priority_id);


ALTER TABLE ONLY public.publishing_bulletinlink
    ADD CONSTRAINT one_link_a_number UNIQUE (bulletin_id, number);


ALTER TABLE ONLY public.places_wardlocality
    ADD CONSTRAINT one_locality_per_ward EXCLUDE USING gist (int8range(ward_id, ward_id, '[]'::text) WITH &&, daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.publishing_bulletinmail
    ADD CONSTRAINT one_mail_a_reader UNIQUE (bulletin_id, subscriber_id);


ALTER TABLE ONLY public.plans_noticerule
    ADD CONSTRAINT one_notice_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.publishing_bulletinlink
    ADD CONSTRAINT one_number_a_target UNIQUE (bulletin_id, target);


ALTER TABLE ONLY public.plans_outcome
    ADD CONSTRAINT one_outcome_per_key UNIQUE (framework_id, key);


ALTER TABLE ONLY public.funding_reviewclosed
    ADD CONSTRAINT one_outcome_per_review UNIQUE (application_id, interest_id);


ALTER TABLE ONLY public.funding_freezeoverride
    ADD CONSTRAINT one_override_of_a_freeze_and_award UNIQUE (freeze_id, application_id);


ALTER TABLE ONLY public.plans_wardplan
    ADD CONSTRAINT one_plan_per_version UNIQUE (ward_id, cycle_id, version);


ALTER TABLE ONLY public.plans_planrule
    ADD CONSTRAINT one_plan_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.office_poll
    ADD CONSTRAINT one_poll_per_day_kind_and_place UNIQUE NULLS NOT DISTINCT ("on", kind, ward_id, parish_id);


ALTER TABLE ONLY public.plans_protocol
    ADD CONSTRAINT one_protocol_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.office_publicityrule
    ADD CONSTRAINT one_publicity_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.publishing_publishedfigure
    ADD CONSTRAINT one_published_figure_per_day UNIQUE (kind, "on");


ALTER TABLE ONLY public.plans_inputquestion
    ADD CONSTRAINT one_question_per_number UNIQUE (call_id, number);


ALTER TABLE ONLY public.evidence_reading
    ADD CONSTRAINT one_reading_per_area_and_period UNIQUE NULLS NOT DISTINCT (indicator_id, period, category, geography, area, longitude, latitude);


ALTER TABLE ONLY public.funding_correctedrecord
    ADD CONSTRAINT one_record_per_number UNIQUE (decision_id, number);


ALTER TABLE ONLY public.plans_reminder
    ADD CONSTRAINT one_reminder_a_week UNIQUE (user_id, week);


ALTER TABLE ONLY public.plans_reminderrule
    ADD CONSTRAINT one_reminder_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.funding_reached
    ADD CONSTRAINT one_row_per_award_and_community UNIQUE (application_id, community);


ALTER TABLE ONLY public.places_clustermember
    ADD CONSTRAINT one_row_per_cluster_and_ward EXCLUDE USING gist (int8range(cluster_id, cluster_id, '[]'::text) WITH &&, int8range(ward_id, ward_id, '[]'::text) WITH &&, daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.funding_fundyear
    ADD CONSTRAINT one_row_per_fund_and_year UNIQUE (fund_id, year);


ALTER TABLE ONLY public.funding_importline
    ADD CONSTRAINT one_row_per_line_of_a_file UNIQUE (of_id, number);


ALTER TABLE ONLY public.places_wardparish
    ADD CONSTRAINT one_row_per_ward_and_parish EXCLUDE USING gist (int8range(ward_id, ward_id, '[]'::text) WITH &&, int8range(parish_id, parish_id, '[]'::text) WITH &&, daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.funding_fundrule
    ADD CONSTRAINT one_rule_of_a_kind_on_a_day EXCLUDE USING gist (int8range(fund_id, fund_id, '[]'::text) WITH &&, int8range((hashtext((key)::text))::bigint, (hashtext((key)::text))::bigint, '[]'::text) WITH &&, daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.evidence_areashare
    ADD CONSTRAINT one_share_per_area_and_ward UNIQUE (edition_id, geography, area, ward_code, method);


ALTER TABLE ONLY public.publishing_subscriptionrule
    ADD CONSTRAINT one_subscription_rule_at_a_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.places_wardsuccession
    ADD CONSTRAINT one_succession_per_pair UNIQUE (predecessor_id, successor_id);


ALTER TABLE ONLY public.office_term
    ADD CONSTRAINT one_term_at_a_time EXCLUDE USING gist (int8range(councillor_id, councillor_id, '[]'::text) WITH &&, daterange(from_date, to_date, '[)'::text) WITH &&);


ALTER TABLE ONLY public.plans_parishpriority
    ADD CONSTRAINT one_text_per_parish UNIQUE (plan_id, parish_id);


ALTER TABLE ONLY public.plans_answertext
    ADD CONSTRAINT one_text_per_question UNIQUE (answer_id, question_id);


ALTER TABLE ONLY public.plans_answertime
    ADD CONSTRAINT one_usual_answer_time EXCLUDE USING gist (daterange(from_date, to_date, '[)'::text) WITH &&) WHERE ((organisation_id IS NULL));


ALTER TABLE ONLY public.publishing_strategyversion
    ADD CONSTRAINT one_version_per_number UNIQUE (strategy_id, number);


ALTER TABLE ONLY public.places_ward
    ADD CONSTRAINT one_ward_per_slug_and_edition UNIQUE (edition_id, slug);


ALTER TABLE ONLY public.plans_planword
    ADD CONSTRAINT one_word_per_member_and_asking UNIQUE (plan_id, asked_at, councillor_id);


ALTER TABLE ONLY public.organisations_contact
    ADD CONSTRAINT organisations_contact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.organisations_organisation_wards
    ADD CONSTRAINT organisations_organisati_organisation_id_ward_id_65631b77_uniq UNIQUE (organisation_id, ward_id);


ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organisation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organisation_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.organisations_organisation_wards
    ADD CONSTRAINT organisations_organisation_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_publishedversion
    ADD CONSTRAINT page_one_now_one_ahead UNIQUE (page_id, ahead);


ALTER TABLE ONLY public.people_cache
    ADD CONSTRAINT people_cache_pkey PRIMARY KEY (cache_key);


ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_public_id_key UNIQUE (public_id);


ALTER TABLE ONLY public.places_boundary
    ADD CONSTRAINT places_boundary_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_boundaryset
    ADD CONSTRAINT places_boundaryset_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_cluster
    ADD CONSTRAINT places_cluster_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_cluster
    ADD CONSTRAINT places_cluster_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.places_clustermember
    ADD CONSTRAINT places_clustermember_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_edition
    ADD CONSTRAINT places_edition_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_locality
    ADD CONSTRAINT places_locality_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_locality
    ADD CONSTRAINT places_locality_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.places_namedplace
    ADD CONSTRAINT places_namedplace_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_namedplace
    ADD CONSTRAINT places_namedplace_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.places_namedplace_wards
    ADD CONSTRAINT places_namedplace_wards_namedplace_id_ward_id_27c968b8_uniq UNIQUE (namedplace_id, ward_id);


ALTER TABLE ONLY public.places_namedplace_wards
    ADD CONSTRAINT places_namedplace_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_outwardcode
    ADD CONSTRAINT places_outwardcode_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.places_parish
    ADD CONSTRAINT places_parish_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_parish
    ADD CONSTRAINT places_parish_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.places_parishcover
    ADD CONSTRAINT places_parishcover_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_postcode
    ADD CONSTRAINT places_postcode_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.places_ward
    ADD CONSTRAINT places_ward_code_key UNIQUE (code);


ALTER TABLE ONLY public.places_ward
    ADD CONSTRAINT places_ward_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_wardlocality
    ADD CONSTRAINT places_wardlocality_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_wardparish
    ADD CONSTRAINT places_wardparish_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.places_wardsuccession
    ADD CONSTRAINT places_wardsuccession_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_action
    ADD CONSTRAINT plans_action_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_agreement
    ADD CONSTRAINT plans_agreement_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_answermark
    ADD CONSTRAINT plans_answermark_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_answertext
    ADD CONSTRAINT plans_answertext_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_answertime
    ADD CONSTRAINT plans_answertime_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_ask
    ADD CONSTRAINT plans_ask_key_key UNIQUE (key);


ALTER TABLE ONLY public.plans_ask
    ADD CONSTRAINT plans_ask_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_citation
    ADD CONSTRAINT plans_citation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_commitment
    ADD CONSTRAINT plans_commitment_key_key UNIQUE (key);


ALTER TABLE ONLY public.plans_commitment
    ADD CONSTRAINT plans_commitment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_commitment_places
    ADD CONSTRAINT plans_commitment_places_commitment_id_namedplace_e8595200_uniq UNIQUE (commitment_id, namedplace_id);


ALTER TABLE ONLY public.plans_commitment_places
    ADD CONSTRAINT plans_commitment_places_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_commitment_priorities
    ADD CONSTRAINT plans_commitment_priorit_commitment_id_priority_i_148677a3_uniq UNIQUE (commitment_id, priority_id);


ALTER TABLE ONLY public.plans_commitment_priorities
    ADD CONSTRAINT plans_commitment_priorities_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_commitment_themes
    ADD CONSTRAINT plans_commitment_themes_commitment_id_outcome_id_0447e2fe_uniq UNIQUE (commitment_id, outcome_id);


ALTER TABLE ONLY public.plans_commitment_themes
    ADD CONSTRAINT plans_commitment_themes_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_commitment_wards
    ADD CONSTRAINT plans_commitment_wards_commitment_id_ward_id_1a6fafff_uniq UNIQUE (commitment_id, ward_id);


ALTER TABLE ONLY public.plans_commitment_wards
    ADD CONSTRAINT plans_commitment_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_cycle
    ADD CONSTRAINT plans_cycle_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_cyclelength
    ADD CONSTRAINT plans_cyclelength_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_duedatechange
    ADD CONSTRAINT plans_duedatechange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_earlierwords
    ADD CONSTRAINT plans_earlierwords_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_engagement
    ADD CONSTRAINT plans_engagement_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_findingcited
    ADD CONSTRAINT plans_findingcited_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_framework
    ADD CONSTRAINT plans_framework_key_key UNIQUE (key);


ALTER TABLE ONLY public.plans_framework
    ADD CONSTRAINT plans_framework_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_inputanswer_communities
    ADD CONSTRAINT plans_inputanswer_commun_inputanswer_id_outcome_i_ea5146c8_uniq UNIQUE (inputanswer_id, outcome_id);


ALTER TABLE ONLY public.plans_inputanswer_communities
    ADD CONSTRAINT plans_inputanswer_communities_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_inputanswer
    ADD CONSTRAINT plans_inputanswer_key_key UNIQUE (key);


ALTER TABLE ONLY public.plans_inputanswer
    ADD CONSTRAINT plans_inputanswer_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_inputasked
    ADD CONSTRAINT plans_inputasked_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_inputcall
    ADD CONSTRAINT plans_inputcall_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_inputextension
    ADD CONSTRAINT plans_inputextension_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_inputquestion
    ADD CONSTRAINT plans_inputquestion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_inputrule
    ADD CONSTRAINT plans_inputrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_measure
    ADD CONSTRAINT plans_measure_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_measurereading
    ADD CONSTRAINT plans_measurereading_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_measuretarget
    ADD CONSTRAINT plans_measuretarget_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_noticechange
    ADD CONSTRAINT plans_noticechange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_noticequestion
    ADD CONSTRAINT plans_noticequestion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_noticereply
    ADD CONSTRAINT plans_noticereply_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_noticerule
    ADD CONSTRAINT plans_noticerule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_noticetold
    ADD CONSTRAINT plans_noticetold_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_outcome
    ADD CONSTRAINT plans_outcome_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_parishpriority
    ADD CONSTRAINT plans_parishpriority_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_planline
    ADD CONSTRAINT plans_planline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_planrule
    ADD CONSTRAINT plans_planrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_planword
    ADD CONSTRAINT plans_planword_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_priority_outcomes
    ADD CONSTRAINT plans_priority_outcomes_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_priority_outcomes
    ADD CONSTRAINT plans_priority_outcomes_priority_id_outcome_id_18290734_uniq UNIQUE (priority_id, outcome_id);


ALTER TABLE ONLY public.plans_priority
    ADD CONSTRAINT plans_priority_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_priority
    ADD CONSTRAINT plans_priority_replaces_id_key UNIQUE (replaces_id);


ALTER TABLE ONLY public.plans_progressfile
    ADD CONSTRAINT plans_progressfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_progressnote
    ADD CONSTRAINT plans_progressnote_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_protocol
    ADD CONSTRAINT plans_protocol_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_protocol
    ADD CONSTRAINT plans_protocol_version_key UNIQUE (version);


ALTER TABLE ONLY public.plans_protocolagreement
    ADD CONSTRAINT plans_protocolagreement_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_reminder
    ADD CONSTRAINT plans_reminder_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_reminderrule
    ADD CONSTRAINT plans_reminderrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_servicenotice
    ADD CONSTRAINT plans_servicenotice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_servicenotice_wards
    ADD CONSTRAINT plans_servicenotice_ward_servicenotice_id_ward_id_12318c1f_uniq UNIQUE (servicenotice_id, ward_id);


ALTER TABLE ONLY public.plans_servicenotice_wards
    ADD CONSTRAINT plans_servicenotice_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_wardplan
    ADD CONSTRAINT plans_wardplan_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_wardplan
    ADD CONSTRAINT plans_wardplan_replaces_id_key UNIQUE (replaces_id);


ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);


ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_approvalrule
    ADD CONSTRAINT publishing_approvalrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_bounce
    ADD CONSTRAINT publishing_bounce_known_by_key UNIQUE (known_by);


ALTER TABLE ONLY public.publishing_bounce
    ADD CONSTRAINT publishing_bounce_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_bulletin
    ADD CONSTRAINT publishing_bulletin_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_bulletincomment
    ADD CONSTRAINT publishing_bulletincomment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_bulletinlink
    ADD CONSTRAINT publishing_bulletinlink_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_bulletinmail
    ADD CONSTRAINT publishing_bulletinmail_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_bulletinpart
    ADD CONSTRAINT publishing_bulletinpart_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_consent
    ADD CONSTRAINT publishing_consent_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_correction
    ADD CONSTRAINT publishing_correction_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_dailyviews
    ADD CONSTRAINT publishing_dailyviews_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_dayaddedup
    ADD CONSTRAINT publishing_dayaddedup_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_decidingbody_wards
    ADD CONSTRAINT publishing_decidingbody__decidingbody_id_ward_id_7c1ed316_uniq UNIQUE (decidingbody_id, ward_id);


ALTER TABLE ONLY public.publishing_decidingbody
    ADD CONSTRAINT publishing_decidingbody_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_decidingbody_wards
    ADD CONSTRAINT publishing_decidingbody_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_domainpace
    ADD CONSTRAINT publishing_domainpace_pkey PRIMARY KEY (domain);


ALTER TABLE ONLY public.publishing_guidance
    ADD CONSTRAINT publishing_guidance_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_guidance
    ADD CONSTRAINT publishing_guidance_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.publishing_guidanceversion
    ADD CONSTRAINT publishing_guidanceversion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.publishing_item_wards
    ADD CONSTRAINT publishing_item_wards_item_id_ward_id_b9184fdb_uniq UNIQUE (item_id, ward_id);


ALTER TABLE ONLY public.publishing_item_wards
    ADD CONSTRAINT publishing_item_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_measuredfile
    ADD CONSTRAINT publishing_measuredfile_address_key UNIQUE (address);


ALTER TABLE ONLY public.publishing_measuredfile
    ADD CONSTRAINT publishing_measuredfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_movedaddress
    ADD CONSTRAINT publishing_movedaddress_old_key UNIQUE (old);


ALTER TABLE ONLY public.publishing_movedaddress
    ADD CONSTRAINT publishing_movedaddress_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_photo
    ADD CONSTRAINT publishing_photo_item_id_key UNIQUE (item_id);


ALTER TABLE ONLY public.publishing_photo
    ADD CONSTRAINT publishing_photo_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_publishedfigure
    ADD CONSTRAINT publishing_publishedfigure_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_strategy
    ADD CONSTRAINT publishing_strategy_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_strategy
    ADD CONSTRAINT publishing_strategy_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.publishing_strategyline
    ADD CONSTRAINT publishing_strategyline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_strategyversion
    ADD CONSTRAINT publishing_strategyversion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_subscriber
    ADD CONSTRAINT publishing_subscriber_email_key UNIQUE (email);


ALTER TABLE ONLY public.publishing_subscriber
    ADD CONSTRAINT publishing_subscriber_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_subscriber
    ADD CONSTRAINT publishing_subscriber_secret_key UNIQUE (secret);


ALTER TABLE ONLY public.publishing_subscriberlist
    ADD CONSTRAINT publishing_subscriberlist_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_subscription
    ADD CONSTRAINT publishing_subscription_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_subscriptionrule
    ADD CONSTRAINT publishing_subscriptionrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_usefullink
    ADD CONSTRAINT publishing_usefullink_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_usefullink_wards
    ADD CONSTRAINT publishing_usefullink_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_usefullink_wards
    ADD CONSTRAINT publishing_usefullink_wards_usefullink_id_ward_id_3accb45a_uniq UNIQUE (usefullink_id, ward_id);


ALTER TABLE ONLY public.publishing_wish
    ADD CONSTRAINT publishing_wish_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_wish_places
    ADD CONSTRAINT publishing_wish_places_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_wish_places
    ADD CONSTRAINT publishing_wish_places_wish_id_namedplace_id_082d9bbc_uniq UNIQUE (wish_id, namedplace_id);


ALTER TABLE ONLY public.publishing_wish_priorities
    ADD CONSTRAINT publishing_wish_priorities_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_wish_priorities
    ADD CONSTRAINT publishing_wish_priorities_wish_id_priority_id_634eeab0_uniq UNIQUE (wish_id, priority_id);


ALTER TABLE ONLY public.publishing_wish
    ADD CONSTRAINT publishing_wish_subscriber_id_key UNIQUE (subscriber_id);


ALTER TABLE ONLY public.publishing_wish_wards
    ADD CONSTRAINT publishing_wish_wards_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.publishing_wish_wards
    ADD CONSTRAINT publishing_wish_wards_wish_id_ward_id_666779ef_uniq UNIQUE (wish_id, ward_id);


ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);


ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);


ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.plans_noticetold
    ADD CONSTRAINT told_once_a_version UNIQUE (notice_id, version, councillor_id);


CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);


CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);


CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);


CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);


CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);


CREATE UNIQUE INDEX an_application_is_approved_once ON public.funding_decision USING btree (application_id) WHERE ((kind)::text = 'approve'::text);


CREATE UNIQUE INDEX an_officer_declares_once ON public.funding_declaredinterest USING btree (application_id, by_id) WHERE (councillor_id IS NULL);


CREATE INDEX applications_of_a_statement ON public.funding_application USING btree (year, ward_id);


CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


CREATE INDEX bounces_of_mail ON public.publishing_bounce USING btree (mail_id, at);


CREATE UNIQUE INDEX brought_in_once ON public.funding_importline USING btree (key) WHERE live;


CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


CREATE UNIQUE INDEX each_check_once ON public.funding_officercheck USING btree (application_id, check_of_id) WHERE (undone_at IS NULL);


CREATE INDEX evidence_areashare_edition_id_fe8da5bf ON public.evidence_areashare USING btree (edition_id);


CREATE INDEX evidence_finding_recorded_by_id_09c6dc1d ON public.evidence_finding USING btree (recorded_by_id);


CREATE INDEX evidence_finding_wards_finding_id_020f5ffc ON public.evidence_finding_wards USING btree (finding_id);


CREATE INDEX evidence_finding_wards_ward_id_e13df3fd ON public.evidence_finding_wards USING btree (ward_id);


CREATE INDEX evidence_indicator_key_5a8c3676_like ON public.evidence_indicator USING btree (key varchar_pattern_ops);


CREATE INDEX evidence_indicator_over_id_391c0c31 ON public.evidence_indicator USING btree (over_id);


CREATE INDEX evidence_indicator_source_id_4197b199 ON public.evidence_indicator USING btree (source_id);


CREATE INDEX evidence_indicator_under_id_6399c1fb ON public.evidence_indicator USING btree (under_id);


CREATE INDEX evidence_layoutmapping_said_by_id_ae32e304 ON public.evidence_layoutmapping USING btree (said_by_id);


CREATE INDEX evidence_layoutmapping_source_id_317465f7 ON public.evidence_layoutmapping USING btree (source_id);


CREATE INDEX evidence_linefault_of_id_2619c04b ON public.evidence_linefault USING btree (of_id);


CREATE INDEX evidence_reading_file_id_eec5e973 ON public.evidence_reading USING btree (file_id);


CREATE INDEX evidence_reading_indicator_id_b8a54948 ON public.evidence_reading USING btree (indicator_id);


CREATE INDEX evidence_readingfile_applied_by_id_23e2548b ON public.evidence_readingfile USING btree (applied_by_id);


CREATE INDEX evidence_readingfile_read_by_id_2b60b95e ON public.evidence_readingfile USING btree (read_by_id);


CREATE INDEX evidence_readingfile_source_id_bdb92bba ON public.evidence_readingfile USING btree (source_id);


CREATE INDEX evidence_readingfile_withdrawn_by_id_9cec9e8f ON public.evidence_readingfile USING btree (withdrawn_by_id);


CREATE INDEX evidence_replacedreading_by_id_20f2e286 ON public.evidence_replacedreading USING btree (by_id);


CREATE INDEX evidence_replacedreading_file_id_27c4404a ON public.evidence_replacedreading USING btree (file_id);


CREATE INDEX evidence_replacedreading_indicator_id_71b22e61 ON public.evidence_replacedreading USING btree (indicator_id);


CREATE INDEX evidence_source_key_515569c0_like ON public.evidence_source USING btree (key varchar_pattern_ops);


CREATE INDEX evidence_stagedreading_file_id_12dd8348 ON public.evidence_stagedreading USING btree (file_id);


CREATE INDEX evidence_stagedreading_indicator_id_c1c446b4 ON public.evidence_stagedreading USING btree (indicator_id);


CREATE INDEX evidence_wardreading_edition_id_76940e4b ON public.evidence_wardreading USING btree (edition_id);


CREATE INDEX evidence_wardreading_indicator_id_72066011 ON public.evidence_wardreading USING btree (indicator_id);


CREATE INDEX fitted_by_area ON public.evidence_wardreading USING btree (edition_id, area, indicator_id, period);


CREATE INDEX foundation_auditdigestline_digest_id_81c829a7 ON public.foundation_auditdigestline USING btree (digest_id);


CREATE INDEX foundation_audithead_stream_a447a351_like ON public.foundation_audithead USING btree (stream text_pattern_ops);


CREATE INDEX foundation_hold_made_by_id_ce1c2e63 ON public.foundation_hold USING btree (made_by_id);


CREATE INDEX foundation_publishedpage_changed_in_f30e76df ON public.foundation_publishedpage USING btree (changed_in);


CREATE INDEX foundation_publishedpage_path_d1571ec6_like ON public.foundation_publishedpage USING btree (path text_pattern_ops);


CREATE INDEX foundation_publishedversion_page_id_d2b31977 ON public.foundation_publishedversion USING btree (page_id);


CREATE INDEX foundation_storedfile_uploaded_by_id_d2c7bfdf ON public.foundation_storedfile USING btree (uploaded_by_id);


CREATE INDEX foundation_switch_key_5052a135_like ON public.foundation_switch USING btree (key varchar_pattern_ops);


CREATE INDEX funding_account_cluster_id_726179d6 ON public.funding_account USING btree (cluster_id);


CREATE INDEX funding_account_councillor_id_7c4dc438 ON public.funding_account USING btree (councillor_id);


CREATE INDEX funding_account_fund_id_5d6df102 ON public.funding_account USING btree (fund_id);


CREATE INDEX funding_account_ward_id_ced30c9b ON public.funding_account USING btree (ward_id);


CREATE INDEX funding_application_cluster_id_b0e60594 ON public.funding_application USING btree (cluster_id);


CREATE INDEX funding_application_councillor_id_9756ee41 ON public.funding_application USING btree (councillor_id);


CREATE INDEX funding_application_fund_id_c16b74d0 ON public.funding_application USING btree (fund_id);


CREATE INDEX funding_application_group_confirmed_by_id_acfc8656 ON public.funding_application USING btree (group_confirmed_by_id);


CREATE INDEX funding_application_organisation_id_39e1b243 ON public.funding_application USING btree (organisation_id);


CREATE INDEX funding_application_priority_id_73c961b4 ON public.funding_application USING btree (priority_id);


CREATE INDEX funding_application_project_id_fe7d4dbe ON public.funding_application USING btree (project_id);


CREATE INDEX funding_application_reference_45ef3ea9_like ON public.funding_application USING btree (reference varchar_pattern_ops);


CREATE INDEX funding_application_ward_id_24628ecd ON public.funding_application USING btree (ward_id);


CREATE INDEX funding_areadwellings_parish_id_65692489 ON public.funding_areadwellings USING btree (parish_id);


CREATE INDEX funding_areadwellings_ward_id_ed41db91 ON public.funding_areadwellings USING btree (ward_id);


CREATE INDEX funding_attachment_application_id_dbe52716 ON public.funding_attachment USING btree (application_id);


CREATE INDEX funding_attachment_draft_id_3309865f ON public.funding_attachment USING btree (draft_id);


CREATE INDEX funding_awardfreeze_by_id_9c8a5b29 ON public.funding_awardfreeze USING btree (by_id);


CREATE INDEX funding_awardfreeze_lifted_by_id_85124063 ON public.funding_awardfreeze USING btree (lifted_by_id);


CREATE INDEX funding_awardfreeze_poll_id_1d7a234d ON public.funding_awardfreeze USING btree (poll_id);


CREATE INDEX funding_awardfreeze_ward_id_463274c4 ON public.funding_awardfreeze USING btree (ward_id);


CREATE INDEX funding_awardimport_applied_by_id_a74ab23b ON public.funding_awardimport USING btree (applied_by_id);


CREATE INDEX funding_awardimport_staged_by_id_3db5cd02 ON public.funding_awardimport USING btree (staged_by_id);


CREATE INDEX funding_awardimport_undone_by_id_15a65b6c ON public.funding_awardimport USING btree (undone_by_id);


CREATE INDEX funding_cancellation_application_id_24a6c732 ON public.funding_cancellation USING btree (application_id);


CREATE INDEX funding_cancellation_proposed_by_id_6356d69a ON public.funding_cancellation USING btree (proposed_by_id);


CREATE INDEX funding_cancellation_settled_by_id_c27e0f2e ON public.funding_cancellation USING btree (settled_by_id);


CREATE INDEX funding_columnmapping_changed_by_id_e7d81365 ON public.funding_columnmapping USING btree (changed_by_id);


CREATE INDEX funding_columnmapping_fingerprint_edd505c4_like ON public.funding_columnmapping USING btree (fingerprint varchar_pattern_ops);


CREATE INDEX funding_columnmapping_name_9708bca6_like ON public.funding_columnmapping USING btree (name varchar_pattern_ops);


CREATE INDEX funding_copygiven_by_id_dd666aac ON public.funding_copygiven USING btree (by_id);


CREATE INDEX funding_correctedrecord_by_id_84e5385e ON public.funding_correctedrecord USING btree (by_id);


CREATE INDEX funding_correctedrecord_decision_id_29e04ac7 ON public.funding_correctedrecord USING btree (decision_id);


CREATE INDEX funding_costline_application_id_205a239b ON public.funding_costline USING btree (application_id);


CREATE INDEX funding_decision_application_id_43f32696 ON public.funding_decision USING btree (application_id);


CREATE INDEX funding_decision_by_id_8229c678 ON public.funding_decision USING btree (by_id);


CREATE INDEX funding_decision_dispensation_id_33a27144 ON public.funding_decision USING btree (dispensation_id);


CREATE INDEX funding_decision_key_5708d638_like ON public.funding_decision USING btree (key varchar_pattern_ops);


CREATE INDEX funding_declaredinterest_application_id_bd7a57cf ON public.funding_declaredinterest USING btree (application_id);


CREATE INDEX funding_declaredinterest_by_id_4c76d0f2 ON public.funding_declaredinterest USING btree (by_id);


CREATE INDEX funding_declaredinterest_councillor_id_c1ec11bb ON public.funding_declaredinterest USING btree (councillor_id);


CREATE INDEX funding_declaredinterest_key_dfc6bc43_like ON public.funding_declaredinterest USING btree (key varchar_pattern_ops);


CREATE INDEX funding_development_added_by_id_9701307b ON public.funding_development USING btree (added_by_id);


CREATE INDEX funding_development_parish_id_096e97e6 ON public.funding_development USING btree (parish_id);


CREATE INDEX funding_development_plan_id_41a6b4c5 ON public.funding_development USING btree (plan_id);


CREATE INDEX funding_development_reference_9aa47384_like ON public.funding_development USING btree (reference varchar_pattern_ops);


CREATE INDEX funding_development_ward_id_91dfb0e0 ON public.funding_development USING btree (ward_id);


CREATE INDEX funding_entered_by_id_0276d67b ON public.funding_entered USING btree (by_id);


CREATE INDEX funding_entry_account_id_407b51bf ON public.funding_entry USING btree (account_id);


CREATE INDEX funding_entry_transfer_id_c5943e6a ON public.funding_entry USING btree (transfer_id);


CREATE INDEX funding_freezeoverride_application_id_adcefef2 ON public.funding_freezeoverride USING btree (application_id);


CREATE INDEX funding_freezeoverride_by_id_2bcc6fb2 ON public.funding_freezeoverride USING btree (by_id);


CREATE INDEX funding_freezeoverride_freeze_id_3e27fee0 ON public.funding_freezeoverride USING btree (freeze_id);


CREATE INDEX funding_fund_key_b7155beb_like ON public.funding_fund USING btree (key varchar_pattern_ops);


CREATE INDEX funding_fund_prefix_1dbf7d62_like ON public.funding_fund USING btree (prefix varchar_pattern_ops);


CREATE INDEX funding_fundcheck_fund_id_2acf71a8 ON public.funding_fundcheck USING btree (fund_id);


CREATE INDEX funding_fundcheck_key_d8b87d70 ON public.funding_fundcheck USING btree (key);


CREATE INDEX funding_fundcheck_key_d8b87d70_like ON public.funding_fundcheck USING btree (key varchar_pattern_ops);


CREATE INDEX funding_fundrule_fund_id_ec105594 ON public.funding_fundrule USING btree (fund_id);


CREATE INDEX funding_fundrule_key_d84f399e ON public.funding_fundrule USING btree (key);


CREATE INDEX funding_fundrule_key_d84f399e_like ON public.funding_fundrule USING btree (key varchar_pattern_ops);


CREATE INDEX funding_fundyear_frozen_by_id_e01da9aa ON public.funding_fundyear USING btree (frozen_by_id);


CREATE INDEX funding_fundyear_fund_id_3ecf0377 ON public.funding_fundyear USING btree (fund_id);


CREATE INDEX funding_importline_fund_id_fc16392a ON public.funding_importline USING btree (fund_id);


CREATE INDEX funding_importline_of_id_d4e4d9f9 ON public.funding_importline USING btree (of_id);


CREATE INDEX funding_importline_ward_id_1f0e5866 ON public.funding_importline USING btree (ward_id);


CREATE INDEX funding_infrastructurestatement_by_id_e9389d32 ON public.funding_infrastructurestatement USING btree (by_id);


CREATE INDEX funding_instalment_application_id_48f95e85 ON public.funding_instalment USING btree (application_id);


CREATE INDEX funding_instalment_seen_by_id_d1837e43 ON public.funding_instalment USING btree (seen_by_id);


CREATE INDEX funding_instalment_shown_by_id_669fcfcc ON public.funding_instalment USING btree (shown_by_id);


CREATE INDEX funding_invitation_code_478b5aaf_like ON public.funding_invitation USING btree (code varchar_pattern_ops);


CREATE INDEX funding_invitation_made_by_id_2510d2f5 ON public.funding_invitation USING btree (made_by_id);


CREATE INDEX funding_jointpurchase_by_id_eaac10a5 ON public.funding_jointpurchase USING btree (by_id);


CREATE INDEX funding_jointpurchase_words_bc176036_like ON public.funding_jointpurchase USING btree (words varchar_pattern_ops);


CREATE INDEX funding_letter_application_id_cb1d8e29 ON public.funding_letter USING btree (application_id);


CREATE INDEX funding_letter_posted_by_id_702c7de2 ON public.funding_letter USING btree (posted_by_id);


CREATE INDEX funding_levyanswer_by_id_29010be0 ON public.funding_levyanswer USING btree (by_id);


CREATE INDEX funding_levyanswer_developments_development_id_5cd454a3 ON public.funding_levyanswer_developments USING btree (development_id);


CREATE INDEX funding_levyanswer_developments_levyanswer_id_dd58d8fe ON public.funding_levyanswer_developments USING btree (levyanswer_id);


CREATE INDEX funding_levyreceipt_by_id_1933a4d4 ON public.funding_levyreceipt USING btree (by_id);


CREATE INDEX funding_levyreceipt_corrects_id_f786cbce ON public.funding_levyreceipt USING btree (corrects_id);


CREATE INDEX funding_levyreceipt_development_id_5fb829b4 ON public.funding_levyreceipt USING btree (development_id);


CREATE INDEX funding_levyreceipt_key_464cc744_like ON public.funding_levyreceipt USING btree (key varchar_pattern_ops);


CREATE INDEX funding_levyreceipt_parish_id_23b3066c ON public.funding_levyreceipt USING btree (parish_id);


CREATE INDEX funding_levyreceipt_plan_id_b4a62350 ON public.funding_levyreceipt USING btree (plan_id);


CREATE INDEX funding_levyreceipt_transfer_id_74bb53b6 ON public.funding_levyreceipt USING btree (transfer_id);


CREATE INDEX funding_levyreceipt_ward_id_c636c580 ON public.funding_levyreceipt USING btree (ward_id);


CREATE INDEX funding_moneyalert_councillor_id_a1f4f282 ON public.funding_moneyalert USING btree (councillor_id);


CREATE INDEX funding_monitoring_settled_by_id_b9c55c1a ON public.funding_monitoring USING btree (settled_by_id);


CREATE INDEX funding_move_proposed_by_id_ab529463 ON public.funding_move USING btree (proposed_by_id);


CREATE INDEX funding_move_settled_by_id_2ed87236 ON public.funding_move USING btree (settled_by_id);


CREATE INDEX funding_move_source_id_e1ae8182 ON public.funding_move USING btree (source_id);


CREATE INDEX funding_move_target_id_155193e6 ON public.funding_move USING btree (target_id);


CREATE INDEX funding_neighbourhoodplan_name_b8c4ea55_like ON public.funding_neighbourhoodplan USING btree (name varchar_pattern_ops);


CREATE INDEX funding_notsplit_application_id_7c8cdea6 ON public.funding_notsplit USING btree (application_id);


CREATE INDEX funding_notsplit_by_id_e054a807 ON public.funding_notsplit USING btree (by_id);


CREATE INDEX funding_offeranswer_entered_by_id_1c301876 ON public.funding_offeranswer USING btree (entered_by_id);


CREATE INDEX funding_officercheck_application_id_37989d42 ON public.funding_officercheck USING btree (application_id);


CREATE INDEX funding_officercheck_by_id_340a6e8e ON public.funding_officercheck USING btree (by_id);


CREATE INDEX funding_officercheck_check_of_id_6751c37a ON public.funding_officercheck USING btree (check_of_id);


CREATE INDEX funding_officercheck_decision_id_ac4556be ON public.funding_officercheck USING btree (decision_id);


CREATE INDEX funding_officercheck_undone_by_id_4a91f255 ON public.funding_officercheck USING btree (undone_by_id);


CREATE INDEX funding_othermoney_application_id_a2ecfc19 ON public.funding_othermoney USING btree (application_id);


CREATE INDEX funding_outsidebid_fund_id_9a509ef5 ON public.funding_outsidebid USING btree (fund_id);


CREATE INDEX funding_outsidebid_organisation_id_75ec1b6b ON public.funding_outsidebid USING btree (organisation_id);


CREATE INDEX funding_outsidebid_ward_id_6d2695ea ON public.funding_outsidebid USING btree (ward_id);


CREATE INDEX funding_outsidefollow_fund_id_eaab065f ON public.funding_outsidefollow USING btree (fund_id);


CREATE INDEX funding_outsidefollow_user_id_33557d8f ON public.funding_outsidefollow USING btree (user_id);


CREATE INDEX funding_outsidefund_added_by_id_53ae78e6 ON public.funding_outsidefund USING btree (added_by_id);


CREATE INDEX funding_outsidefund_slug_5b1fc56b_like ON public.funding_outsidefund USING btree (slug varchar_pattern_ops);


CREATE INDEX funding_outsidefund_wards_outsidefund_id_4b2a7e0e ON public.funding_outsidefund_wards USING btree (outsidefund_id);


CREATE INDEX funding_outsidefund_wards_ward_id_00f952f7 ON public.funding_outsidefund_wards USING btree (ward_id);


CREATE INDEX funding_particulars_also_serves_particulars_id_8b06be16 ON public.funding_particulars_also_serves USING btree (particulars_id);


CREATE INDEX funding_particulars_also_serves_priority_id_1d93f1fd ON public.funding_particulars_also_serves USING btree (priority_id);


CREATE INDEX funding_payeedetails_application_id_b88d858d ON public.funding_payeedetails USING btree (application_id);


CREATE INDEX funding_payeedetails_given_by_id_71d38d94 ON public.funding_payeedetails USING btree (given_by_id);


CREATE INDEX funding_payeedetails_settled_by_id_f5f47252 ON public.funding_payeedetails USING btree (settled_by_id);


CREATE INDEX funding_paymentline_application_id_69d3792d ON public.funding_paymentline USING btree (application_id);


CREATE INDEX funding_paymentline_details_id_e6b4c075 ON public.funding_paymentline USING btree (details_id);


CREATE INDEX funding_paymentline_instalment_id_31dc7627 ON public.funding_paymentline USING btree (instalment_id);


CREATE INDEX funding_paymentline_run_id_b82b688c ON public.funding_paymentline USING btree (run_id);


CREATE INDEX funding_paymentrun_key_162a9b63_like ON public.funding_paymentrun USING btree (key varchar_pattern_ops);


CREATE INDEX funding_paymentrun_made_by_id_2e0d9dfd ON public.funding_paymentrun USING btree (made_by_id);


CREATE INDEX funding_purposechange_application_id_0d3644e2 ON public.funding_purposechange USING btree (application_id);


CREATE INDEX funding_purposechange_asked_by_id_8bea09c2 ON public.funding_purposechange USING btree (asked_by_id);


CREATE INDEX funding_purposechange_backed_by_id_75119678 ON public.funding_purposechange USING btree (backed_by_id);


CREATE INDEX funding_purposechange_settled_by_id_a4af5bfe ON public.funding_purposechange USING btree (settled_by_id);


CREATE INDEX funding_reached_application_id_4d3366ca ON public.funding_reached USING btree (application_id);


CREATE INDEX funding_receipt_monitoring_id_abceb949 ON public.funding_receipt USING btree (monitoring_id);


CREATE INDEX funding_recordscheck_by_id_246e688a ON public.funding_recordscheck USING btree (by_id);


CREATE INDEX funding_recovery_application_id_4b4b58f3 ON public.funding_recovery USING btree (application_id);


CREATE INDEX funding_recovery_key_bf1e672e_like ON public.funding_recovery USING btree (key varchar_pattern_ops);


CREATE INDEX funding_recovery_opened_by_id_0804dbaa ON public.funding_recovery USING btree (opened_by_id);


CREATE INDEX funding_recoveryreceipt_recovery_id_94a4295a ON public.funding_recoveryreceipt USING btree (recovery_id);


CREATE INDEX funding_reviewclosed_application_id_1ef2875c ON public.funding_reviewclosed USING btree (application_id);


CREATE INDEX funding_reviewclosed_by_id_92e1fd47 ON public.funding_reviewclosed USING btree (by_id);


CREATE INDEX funding_reviewclosed_interest_id_613070c0 ON public.funding_reviewclosed USING btree (interest_id);


CREATE INDEX funding_statementfigure_by_id_4a90db54 ON public.funding_statementfigure USING btree (by_id);


CREATE INDEX funding_statementfigure_parish_id_48b154be ON public.funding_statementfigure USING btree (parish_id);


CREATE INDEX funding_tenantbenefit_by_id_28ce9158 ON public.funding_tenantbenefit USING btree (by_id);


CREATE INDEX funding_tenantbenefit_signed_by_id_883f6004 ON public.funding_tenantbenefit USING btree (signed_by_id);


CREATE INDEX funding_transfer_application_id_c72f4165 ON public.funding_transfer USING btree (application_id);


CREATE INDEX funding_transfer_by_id_50d60efc ON public.funding_transfer USING btree (by_id);


CREATE INDEX funding_transfer_key_dec874a8_like ON public.funding_transfer USING btree (key varchar_pattern_ops);


CREATE INDEX funding_turn_application_id_454b9ecd ON public.funding_turn USING btree (application_id);


CREATE INDEX funding_turn_user_id_a711b239 ON public.funding_turn USING btree (user_id);


CREATE INDEX funding_vote_application_id_b9c14d58 ON public.funding_vote USING btree (application_id);


CREATE INDEX funding_vote_by_id_15782338 ON public.funding_vote USING btree (by_id);


CREATE INDEX funding_vote_councillor_id_83065eef ON public.funding_vote USING btree (councillor_id);


CREATE INDEX funding_vote_dispensation_id_ba411140 ON public.funding_vote USING btree (dispensation_id);


CREATE INDEX funding_vote_key_fe4da036_like ON public.funding_vote USING btree (key varchar_pattern_ops);


CREATE INDEX funding_wardfigure_fund_id_ea559a15 ON public.funding_wardfigure USING btree (fund_id);


CREATE INDEX funding_wardfigure_ward_id_dc188389 ON public.funding_wardfigure USING btree (ward_id);


CREATE INDEX funding_writeoff_proposed_by_id_3320edf8 ON public.funding_writeoff USING btree (proposed_by_id);


CREATE INDEX funding_writeoff_recovery_id_514f0e73 ON public.funding_writeoff USING btree (recovery_id);


CREATE INDEX funding_writeoff_settled_by_id_fb93f80d ON public.funding_writeoff USING btree (settled_by_id);


CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));


CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);


CREATE INDEX levy_of_a_statement ON public.funding_levyreceipt USING btree (year, ward_id);


CREATE INDEX lines_by_outcome ON public.funding_importline USING btree (of_id, outcome, number);


CREATE INDEX live_by_ward ON public.publishing_subscription USING btree (ward_id) WHERE (until IS NULL);


CREATE INDEX lookups_by_target ON public.evidence_arealookup USING btree (kind, "into");


CREATE INDEX mails_by_state ON public.publishing_bulletinmail USING btree (bulletin_id, state);


CREATE INDEX mails_to_claim ON public.publishing_bulletinmail USING btree (bulletin_id, not_before) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'trying'::character varying])::text[]));


CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);


CREATE UNIQUE INDEX no_holder_is_asked_twice ON public.funding_application USING btree (project_id, fund_id, ward_id, councillor_id, cluster_id) NULLS NOT DISTINCT WHERE (project_id IS NOT NULL);


CREATE INDEX notices_by_beginning ON public.plans_servicenotice USING btree (begins_on);


CREATE INDEX office_councillor_slug_d82982d3_like ON public.office_councillor USING btree (slug varchar_pattern_ops);


CREATE INDEX office_dispensation_councillor_id_5c2c8b0e ON public.office_dispensation USING btree (councillor_id);


CREATE INDEX office_dispensation_organisation_id_13f1d22e ON public.office_dispensation USING btree (organisation_id);


CREATE INDEX office_dispensation_recorded_by_id_2239c77f ON public.office_dispensation USING btree (recorded_by_id);


CREATE INDEX office_dispensation_reference_21590ccd_like ON public.office_dispensation USING btree (reference varchar_pattern_ops);


CREATE INDEX office_interest_councillor_id_4b9021a9 ON public.office_interest USING btree (councillor_id);


CREATE INDEX office_interest_organisation_id_d08e52eb ON public.office_interest USING btree (organisation_id);


CREATE INDEX office_interest_recorded_by_id_6a93a96d ON public.office_interest USING btree (recorded_by_id);


CREATE INDEX office_poll_parish_id_0a38217b ON public.office_poll USING btree (parish_id);


CREATE INDEX office_poll_ward_id_66cef59e ON public.office_poll USING btree (ward_id);


CREATE INDEX office_roleheld_covers_for_id_1a0fd208 ON public.office_roleheld USING btree (covers_for_id);


CREATE INDEX office_roleheld_locality_id_b8ae2973 ON public.office_roleheld USING btree (locality_id);


CREATE INDEX office_roleheld_organisation_id_192ab892 ON public.office_roleheld USING btree (organisation_id);


CREATE INDEX office_roleheld_user_id_e46c5e73 ON public.office_roleheld USING btree (user_id);


CREATE INDEX office_roleheld_ward_id_ff2bf7db ON public.office_roleheld USING btree (ward_id);


CREATE INDEX office_sevenrole_key_238851bd_like ON public.office_sevenrole USING btree (key varchar_pattern_ops);


CREATE INDEX office_suspension_councillor_id_d3575a1d ON public.office_suspension USING btree (councillor_id);


CREATE INDEX office_term_councillor_id_7cbc9801 ON public.office_term USING btree (councillor_id);


CREATE INDEX office_term_poll_id_c835d767 ON public.office_term USING btree (poll_id);


CREATE INDEX office_term_ward_id_0461c65c ON public.office_term USING btree (ward_id);


CREATE INDEX office_vacancy_ward_id_e42ad2c3 ON public.office_vacancy USING btree (ward_id);


CREATE UNIQUE INDEX one_applied_file_per_hash ON public.evidence_readingfile USING btree (sha256) WHERE ((state)::text = 'applied'::text);


CREATE UNIQUE INDEX one_applied_list_per_hash ON public.publishing_subscriberlist USING btree (sha256) WHERE ((state)::text = 'applied'::text);


CREATE UNIQUE INDEX one_applied_progress_file_per_hash ON public.plans_progressfile USING btree (sha256) WHERE ((state)::text = 'applied'::text);


CREATE UNIQUE INDEX one_baseline_per_measure ON public.plans_measurereading USING btree (measure_id) WHERE (baseline AND (struck_at IS NULL));


CREATE UNIQUE INDEX one_bulletin_a_month ON public.publishing_bulletin USING btree (ward_id, month) NULLS NOT DISTINCT WHERE (NOT ((state)::text = 'withdrawn'::text));


CREATE UNIQUE INDEX one_cancellation_of_an_award ON public.funding_cancellation USING btree (application_id) WHERE (NOT ((state)::text = 'dropped'::text));


CREATE UNIQUE INDEX one_current_version_per_interest ON public.office_interest USING btree (entry) WHERE (superseded_at IS NULL);


CREATE UNIQUE INDEX one_file_of_a_source_is_applied_at_a_time ON public.evidence_readingfile USING btree (source_id) WHERE ((state)::text = 'applying'::text);


CREATE UNIQUE INDEX one_guidance_version_in_force ON public.publishing_guidanceversion USING btree (guidance_id) WHERE (closed_at IS NULL);


CREATE UNIQUE INDEX one_latest_answer ON public.plans_inputanswer USING btree (call_id, number) WHERE latest;


CREATE UNIQUE INDEX one_live_subscription ON public.publishing_subscription USING btree (subscriber_id, ward_id, priority_id, place_id) NULLS NOT DISTINCT WHERE (until IS NULL);


CREATE UNIQUE INDEX one_mapping_per_layout ON public.evidence_layoutmapping USING btree (source_id, signature) WHERE (replaced_at IS NULL);


CREATE UNIQUE INDEX one_open_change_of_purpose ON public.funding_purposechange USING btree (application_id) WHERE ((state)::text = ANY ((ARRAY['asked'::character varying, 'backed'::character varying])::text[]));


CREATE UNIQUE INDEX one_open_payment_of_an_award ON public.funding_paymentline USING btree (application_id) WHERE ((state)::text = 'sent'::text);


CREATE UNIQUE INDEX one_open_plan_per_ward ON public.plans_wardplan USING btree (ward_id) WHERE ((state)::text = ANY ((ARRAY['draft'::character varying, 'proposed'::character varying, 'agreed'::character varying])::text[]));


CREATE UNIQUE INDEX one_open_turn_per_person ON public.funding_turn USING btree (application_id, user_id) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX one_open_write_off ON public.funding_writeoff USING btree (recovery_id) WHERE ((state)::text = 'proposed'::text);


CREATE UNIQUE INDEX one_plan_published_per_ward ON public.plans_wardplan USING btree (ward_id) WHERE ((state)::text = 'published'::text);


CREATE UNIQUE INDEX one_poll_per_day_and_ward ON public.office_poll USING btree ("on", ward_id) NULLS NOT DISTINCT WHERE ((kind)::text = ANY ((ARRAY['ordinary'::character varying, 'by_election'::character varying])::text[]));


CREATE UNIQUE INDEX one_published_priority_per_slug ON public.plans_priority USING btree (ward_id, slug) WHERE ((state)::text = 'published'::text);


CREATE UNIQUE INDEX one_reading_per_day ON public.plans_measurereading USING btree (measure_id, "on") WHERE (struck_at IS NULL);


CREATE UNIQUE INDEX one_statement_figure_stands ON public.funding_statementfigure USING btree (year, figure, item, parish_id) NULLS NOT DISTINCT WHERE (replaced_at IS NULL);


CREATE UNIQUE INDEX one_user_per_email ON public.people_user USING btree (lower((email)::text));


CREATE UNIQUE INDEX one_version_in_force ON public.publishing_strategyversion USING btree (strategy_id) WHERE ((state)::text = 'published'::text);


CREATE INDEX organisations_contact_organisation_id_af786f0a ON public.organisations_contact USING btree (organisation_id);


CREATE INDEX organisations_organisation_merged_into_id_71969f1f ON public.organisations_organisation USING btree (merged_into_id);


CREATE INDEX organisations_organisation_parish_id_d0dd7fac ON public.organisations_organisation USING btree (parish_id);


CREATE INDEX organisations_organisation_slug_5f32bfb4_like ON public.organisations_organisation USING btree (slug varchar_pattern_ops);


CREATE INDEX organisations_organisation_wards_organisation_id_5171012b ON public.organisations_organisation_wards USING btree (organisation_id);


CREATE INDEX organisations_organisation_wards_ward_id_1e4e48db ON public.organisations_organisation_wards USING btree (ward_id);


CREATE INDEX page_refs ON public.foundation_publishedpage USING gin (refs);


CREATE INDEX page_waiting ON public.foundation_publishedpage USING btree (wanted_at) WHERE (wanted > rendered);


CREATE INDEX people_cache_expires ON public.people_cache USING btree (expires);


CREATE INDEX places_boundary_set_id_703895fc ON public.places_boundary USING btree (set_id);


CREATE INDEX places_cluster_slug_ebea4271_like ON public.places_cluster USING btree (slug varchar_pattern_ops);


CREATE INDEX places_clustermember_cluster_id_6797a1cb ON public.places_clustermember USING btree (cluster_id);


CREATE INDEX places_clustermember_ward_id_28a6904c ON public.places_clustermember USING btree (ward_id);


CREATE INDEX places_locality_slug_d9fddf6a_like ON public.places_locality USING btree (slug varchar_pattern_ops);


CREATE INDEX places_namedplace_slug_e4e4491d_like ON public.places_namedplace USING btree (slug varchar_pattern_ops);


CREATE INDEX places_namedplace_wards_namedplace_id_093fcf43 ON public.places_namedplace_wards USING btree (namedplace_id);


CREATE INDEX places_namedplace_wards_ward_id_1cfc78b9 ON public.places_namedplace_wards USING btree (ward_id);


CREATE INDEX places_outwardcode_code_822bdcf7_like ON public.places_outwardcode USING btree (code varchar_pattern_ops);


CREATE INDEX places_parish_slug_90774598_like ON public.places_parish USING btree (slug varchar_pattern_ops);


CREATE INDEX places_parishcover_ward_id_8d2fec70 ON public.places_parishcover USING btree (ward_id);


CREATE INDEX places_postcode_code_f0423afa_like ON public.places_postcode USING btree (code varchar_pattern_ops);


CREATE INDEX places_postcode_ward_id_8e6b3f39 ON public.places_postcode USING btree (ward_id);


CREATE INDEX places_ward_code_0b4f8d85_like ON public.places_ward USING btree (code varchar_pattern_ops);


CREATE INDEX places_ward_edition_id_c6da7d9c ON public.places_ward USING btree (edition_id);


CREATE INDEX places_ward_slug_20a28a99 ON public.places_ward USING btree (slug);


CREATE INDEX places_ward_slug_20a28a99_like ON public.places_ward USING btree (slug varchar_pattern_ops);


CREATE INDEX places_wardlocality_locality_id_19ebe18d ON public.places_wardlocality USING btree (locality_id);


CREATE INDEX places_wardlocality_ward_id_fa3f7709 ON public.places_wardlocality USING btree (ward_id);


CREATE INDEX places_wardparish_parish_id_a3a3c653 ON public.places_wardparish USING btree (parish_id);


CREATE INDEX places_wardparish_ward_id_80d69987 ON public.places_wardparish USING btree (ward_id);


CREATE INDEX places_wardsuccession_predecessor_id_be771bd3 ON public.places_wardsuccession USING btree (predecessor_id);


CREATE INDEX places_wardsuccession_successor_id_6c7e27a1 ON public.places_wardsuccession USING btree (successor_id);


CREATE INDEX plans_action_carries_id_c3e9c874 ON public.plans_action USING btree (carries_id);


CREATE INDEX plans_action_lead_id_ab6ae8d2 ON public.plans_action USING btree (lead_id);


CREATE INDEX plans_action_owner_id_1ed2c4b4 ON public.plans_action USING btree (owner_id);


CREATE INDEX plans_action_priority_id_cc110117 ON public.plans_action USING btree (priority_id);


CREATE INDEX plans_agreement_councillor_id_79784526 ON public.plans_agreement USING btree (councillor_id);


CREATE INDEX plans_agreement_priority_id_1f655690 ON public.plans_agreement USING btree (priority_id);


CREATE INDEX plans_answermark_answer_id_486bc84c ON public.plans_answermark USING btree (answer_id);


CREATE INDEX plans_answermark_priority_id_4a7a6cac ON public.plans_answermark USING btree (priority_id);


CREATE INDEX plans_answertext_answer_id_f0f74459 ON public.plans_answertext USING btree (answer_id);


CREATE INDEX plans_answertext_question_id_04914f06 ON public.plans_answertext USING btree (question_id);


CREATE INDEX plans_answertime_organisation_id_e5093c88 ON public.plans_answertime USING btree (organisation_id);


CREATE INDEX plans_ask_action_id_4c09f0b9 ON public.plans_ask USING btree (action_id);


CREATE INDEX plans_ask_answered_by_id_1dac7dbf ON public.plans_ask USING btree (answered_by_id);


CREATE INDEX plans_ask_asked_by_id_e14f48b0 ON public.plans_ask USING btree (asked_by_id);


CREATE INDEX plans_ask_commitment_id_1a713d8a ON public.plans_ask USING btree (commitment_id);


CREATE INDEX plans_ask_organisation_id_728dcb54 ON public.plans_ask USING btree (organisation_id);


CREATE INDEX plans_ask_priority_id_390f6a77 ON public.plans_ask USING btree (priority_id);


CREATE INDEX plans_ask_ward_id_9cecc242 ON public.plans_ask USING btree (ward_id);


CREATE INDEX plans_citation_cited_by_id_14a5bc21 ON public.plans_citation USING btree (cited_by_id);


CREATE INDEX plans_citation_indicator_id_5e74a99e ON public.plans_citation USING btree (indicator_id);


CREATE INDEX plans_citation_priority_id_debdd314 ON public.plans_citation USING btree (priority_id);


CREATE INDEX plans_commitment_organisation_id_e47360e0 ON public.plans_commitment USING btree (organisation_id);


CREATE INDEX plans_commitment_places_commitment_id_d2277301 ON public.plans_commitment_places USING btree (commitment_id);


CREATE INDEX plans_commitment_places_namedplace_id_034beb73 ON public.plans_commitment_places USING btree (namedplace_id);


CREATE INDEX plans_commitment_priorities_commitment_id_95868909 ON public.plans_commitment_priorities USING btree (commitment_id);


CREATE INDEX plans_commitment_priorities_priority_id_342d3c24 ON public.plans_commitment_priorities USING btree (priority_id);


CREATE INDEX plans_commitment_themes_commitment_id_b7fe9d64 ON public.plans_commitment_themes USING btree (commitment_id);


CREATE INDEX plans_commitment_themes_outcome_id_5b138dae ON public.plans_commitment_themes USING btree (outcome_id);


CREATE INDEX plans_commitment_wards_commitment_id_c177bc46 ON public.plans_commitment_wards USING btree (commitment_id);


CREATE INDEX plans_commitment_wards_ward_id_3e028c33 ON public.plans_commitment_wards USING btree (ward_id);


CREATE INDEX plans_commitment_written_by_id_0485fb22 ON public.plans_commitment USING btree (written_by_id);


CREATE INDEX plans_duedatechange_action_id_7362f568 ON public.plans_duedatechange USING btree (action_id);


CREATE INDEX plans_duedatechange_by_id_09737b91 ON public.plans_duedatechange USING btree (by_id);


CREATE INDEX plans_earlierwords_by_id_5305dba0 ON public.plans_earlierwords USING btree (by_id);


CREATE INDEX plans_earlierwords_commitment_id_e1b51b9f ON public.plans_earlierwords USING btree (commitment_id);


CREATE INDEX plans_engagement_plan_id_8d18ee27 ON public.plans_engagement USING btree (plan_id);


CREATE INDEX plans_findingcited_cited_by_id_bde85eb6 ON public.plans_findingcited USING btree (cited_by_id);


CREATE INDEX plans_findingcited_finding_id_8cfa630d ON public.plans_findingcited USING btree (finding_id);


CREATE INDEX plans_findingcited_priority_id_1a2e5cda ON public.plans_findingcited USING btree (priority_id);


CREATE INDEX plans_framework_key_f5d05c70_like ON public.plans_framework USING btree (key varchar_pattern_ops);


CREATE INDEX plans_inputanswer_body_id_b0796663 ON public.plans_inputanswer USING btree (body_id);


CREATE INDEX plans_inputanswer_call_id_a2800eef ON public.plans_inputanswer USING btree (call_id);


CREATE INDEX plans_inputanswer_communities_inputanswer_id_b456262a ON public.plans_inputanswer_communities USING btree (inputanswer_id);


CREATE INDEX plans_inputanswer_communities_outcome_id_12007b4e ON public.plans_inputanswer_communities USING btree (outcome_id);


CREATE INDEX plans_inputanswer_entered_by_id_6e0e400a ON public.plans_inputanswer USING btree (entered_by_id);


CREATE INDEX plans_inputanswer_token_8fa03420 ON public.plans_inputanswer USING btree (token);


CREATE INDEX plans_inputanswer_ward_id_c869456d ON public.plans_inputanswer USING btree (ward_id);


CREATE INDEX plans_inputasked_body_id_6748ad5e ON public.plans_inputasked USING btree (body_id);


CREATE INDEX plans_inputasked_call_id_578ed019 ON public.plans_inputasked USING btree (call_id);


CREATE INDEX plans_inputcall_cycle_id_0b40d774 ON public.plans_inputcall USING btree (cycle_id);


CREATE INDEX plans_inputcall_drafted_by_id_7dbc89dd ON public.plans_inputcall USING btree (drafted_by_id);


CREATE INDEX plans_inputcall_slug_1f245c23 ON public.plans_inputcall USING btree (slug);


CREATE INDEX plans_inputcall_slug_1f245c23_like ON public.plans_inputcall USING btree (slug varchar_pattern_ops);


CREATE INDEX plans_inputcall_ward_id_8f692a3b ON public.plans_inputcall USING btree (ward_id);


CREATE INDEX plans_inputextension_by_id_0c085788 ON public.plans_inputextension USING btree (by_id);


CREATE INDEX plans_inputextension_call_id_4dc249db ON public.plans_inputextension USING btree (call_id);


CREATE INDEX plans_inputquestion_call_id_fcc86a7a ON public.plans_inputquestion USING btree (call_id);


CREATE INDEX plans_measure_added_by_id_d47bff83 ON public.plans_measure USING btree (added_by_id);


CREATE INDEX plans_measure_indicator_id_ef34cf19 ON public.plans_measure USING btree (indicator_id);


CREATE INDEX plans_measure_priority_id_c87cb0d3 ON public.plans_measure USING btree (priority_id);


CREATE INDEX plans_measurereading_by_id_19aa451d ON public.plans_measurereading USING btree (by_id);


CREATE INDEX plans_measurereading_measure_id_57373f93 ON public.plans_measurereading USING btree (measure_id);


CREATE INDEX plans_measuretarget_measure_id_a2f1b8a4 ON public.plans_measuretarget USING btree (measure_id);


CREATE INDEX plans_measuretarget_set_by_id_cf1c0117 ON public.plans_measuretarget USING btree (set_by_id);


CREATE INDEX plans_noticechange_by_id_9b24d5e5 ON public.plans_noticechange USING btree (by_id);


CREATE INDEX plans_noticechange_notice_id_9816a718 ON public.plans_noticechange USING btree (notice_id);


CREATE INDEX plans_noticequestion_by_id_d7540bda ON public.plans_noticequestion USING btree (by_id);


CREATE INDEX plans_noticequestion_notice_id_c90c6ad7 ON public.plans_noticequestion USING btree (notice_id);


CREATE INDEX plans_noticereply_by_id_b3390c19 ON public.plans_noticereply USING btree (by_id);


CREATE INDEX plans_noticereply_question_id_cd6f4459 ON public.plans_noticereply USING btree (question_id);


CREATE INDEX plans_noticetold_councillor_id_2de86fd2 ON public.plans_noticetold USING btree (councillor_id);


CREATE INDEX plans_noticetold_notice_id_1ced2def ON public.plans_noticetold USING btree (notice_id);


CREATE INDEX plans_noticetold_ward_id_c27c3e4a ON public.plans_noticetold USING btree (ward_id);


CREATE INDEX plans_outcome_framework_id_fa66c867 ON public.plans_outcome USING btree (framework_id);


CREATE INDEX plans_outcome_key_3fffe5a1 ON public.plans_outcome USING btree (key);


CREATE INDEX plans_outcome_key_3fffe5a1_like ON public.plans_outcome USING btree (key varchar_pattern_ops);


CREATE INDEX plans_outcome_part_of_id_b28d22c7 ON public.plans_outcome USING btree (part_of_id);


CREATE INDEX plans_outcome_serves_id_cfd9040d ON public.plans_outcome USING btree (serves_id);


CREATE INDEX plans_parishpriority_parish_id_9eb2934b ON public.plans_parishpriority USING btree (parish_id);


CREATE INDEX plans_parishpriority_plan_id_5bd9fbb7 ON public.plans_parishpriority USING btree (plan_id);


CREATE INDEX plans_planline_plan_id_2839c7cb ON public.plans_planline USING btree (plan_id);


CREATE INDEX plans_planline_priority_id_c056fc4f ON public.plans_planline USING btree (priority_id);


CREATE INDEX plans_planword_councillor_id_7bd993c6 ON public.plans_planword USING btree (councillor_id);


CREATE INDEX plans_planword_plan_id_f064a236 ON public.plans_planword USING btree (plan_id);


CREATE INDEX plans_priority_carried_from_id_400ae5e3 ON public.plans_priority USING btree (carried_from_id);


CREATE INDEX plans_priority_cycle_id_cf5c6d11 ON public.plans_priority USING btree (cycle_id);


CREATE INDEX plans_priority_drafted_by_id_d7cafc09 ON public.plans_priority USING btree (drafted_by_id);


CREATE INDEX plans_priority_outcomes_outcome_id_2b6e28d0 ON public.plans_priority_outcomes USING btree (outcome_id);


CREATE INDEX plans_priority_outcomes_priority_id_e87d57de ON public.plans_priority_outcomes USING btree (priority_id);


CREATE INDEX plans_priority_slug_bbe15a76 ON public.plans_priority USING btree (slug);


CREATE INDEX plans_priority_slug_bbe15a76_like ON public.plans_priority USING btree (slug varchar_pattern_ops);


CREATE INDEX plans_priority_ward_id_c8dac8bd ON public.plans_priority USING btree (ward_id);


CREATE INDEX plans_progressfile_applied_by_id_a855a597 ON public.plans_progressfile USING btree (applied_by_id);


CREATE INDEX plans_progressfile_read_by_id_cdf296a1 ON public.plans_progressfile USING btree (read_by_id);


CREATE INDEX plans_progressnote_action_id_117076ab ON public.plans_progressnote USING btree (action_id);


CREATE INDEX plans_progressnote_by_id_70f3352c ON public.plans_progressnote USING btree (by_id);


CREATE INDEX plans_protocol_written_by_id_65201dcf ON public.plans_protocol USING btree (written_by_id);


CREATE INDEX plans_protocolagreement_organisation_id_6b7306e9 ON public.plans_protocolagreement USING btree (organisation_id);


CREATE INDEX plans_protocolagreement_protocol_id_de9b7963 ON public.plans_protocolagreement USING btree (protocol_id);


CREATE INDEX plans_protocolagreement_recorded_by_id_8b0f8940 ON public.plans_protocolagreement USING btree (recorded_by_id);


CREATE INDEX plans_reminder_user_id_318c8c86 ON public.plans_reminder USING btree (user_id);


CREATE INDEX plans_servicenotice_drafted_by_id_1da68254 ON public.plans_servicenotice USING btree (drafted_by_id);


CREATE INDEX plans_servicenotice_service_id_bf8765d5 ON public.plans_servicenotice USING btree (service_id);


CREATE INDEX plans_servicenotice_wards_servicenotice_id_1b134b75 ON public.plans_servicenotice_wards USING btree (servicenotice_id);


CREATE INDEX plans_servicenotice_wards_ward_id_43055f66 ON public.plans_servicenotice_wards USING btree (ward_id);


CREATE INDEX plans_wardplan_cycle_id_889a3c3a ON public.plans_wardplan USING btree (cycle_id);


CREATE INDEX plans_wardplan_drafted_by_id_1531adb7 ON public.plans_wardplan USING btree (drafted_by_id);


CREATE INDEX plans_wardplan_ward_id_9315ceca ON public.plans_wardplan USING btree (ward_id);


CREATE INDEX postcode_by_ward ON public.places_postcode USING btree (ward_id) WHERE (ward_id IS NOT NULL);


CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);


CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));


CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);


CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);


CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);


CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);


CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);


CREATE INDEX publishing_bounce_known_by_68246c6d_like ON public.publishing_bounce USING btree (known_by varchar_pattern_ops);


CREATE INDEX publishing_bounce_mail_id_1eca8c7a ON public.publishing_bounce USING btree (mail_id);


CREATE INDEX publishing_bulletin_approved_by_id_7e45e26d ON public.publishing_bulletin USING btree (approved_by_id);


CREATE INDEX publishing_bulletin_changed_by_id_24c3cbf2 ON public.publishing_bulletin USING btree (changed_by_id);


CREATE INDEX publishing_bulletin_despite_hold_by_id_e86698e8 ON public.publishing_bulletin USING btree (despite_hold_by_id);


CREATE INDEX publishing_bulletin_drafted_by_id_8a25a4f7 ON public.publishing_bulletin USING btree (drafted_by_id);


CREATE INDEX publishing_bulletin_ward_id_82ce4579 ON public.publishing_bulletin USING btree (ward_id);


CREATE INDEX publishing_bulletincomment_bulletin_id_91e71398 ON public.publishing_bulletincomment USING btree (bulletin_id);


CREATE INDEX publishing_bulletincomment_by_id_5170b6aa ON public.publishing_bulletincomment USING btree (by_id);


CREATE INDEX publishing_bulletincomment_part_id_023216d0 ON public.publishing_bulletincomment USING btree (part_id);


CREATE INDEX publishing_bulletinlink_bulletin_id_8e89c70d ON public.publishing_bulletinlink USING btree (bulletin_id);


CREATE INDEX publishing_bulletinmail_bulletin_id_cbf64ae0 ON public.publishing_bulletinmail USING btree (bulletin_id);


CREATE INDEX publishing_bulletinmail_subscriber_id_7be3057b ON public.publishing_bulletinmail USING btree (subscriber_id);


CREATE INDEX publishing_bulletinpart_bulletin_id_24770a75 ON public.publishing_bulletinpart USING btree (bulletin_id);


CREATE INDEX publishing_consent_subscriber_id_ffcdf195 ON public.publishing_consent USING btree (subscriber_id);


CREATE INDEX publishing_correction_by_id_ccd89303 ON public.publishing_correction USING btree (by_id);


CREATE INDEX publishing_correction_item_id_ac527bd1 ON public.publishing_correction USING btree (item_id);


CREATE INDEX publishing_dailyviews_ward_id_f74d46ed ON public.publishing_dailyviews USING btree (ward_id);


CREATE INDEX publishing_decidingbody_wards_decidingbody_id_1d3217a5 ON public.publishing_decidingbody_wards USING btree (decidingbody_id);


CREATE INDEX publishing_decidingbody_wards_ward_id_269c7294 ON public.publishing_decidingbody_wards USING btree (ward_id);


CREATE INDEX publishing_domainpace_domain_cdde2e48_like ON public.publishing_domainpace USING btree (domain varchar_pattern_ops);


CREATE INDEX publishing_guidance_changed_by_id_b68f33d4 ON public.publishing_guidance USING btree (changed_by_id);


CREATE INDEX publishing_guidance_slug_2e7cc868_like ON public.publishing_guidance USING btree (slug varchar_pattern_ops);


CREATE INDEX publishing_guidanceversion_guidance_id_c7485710 ON public.publishing_guidanceversion USING btree (guidance_id);


CREATE INDEX publishing_guidanceversion_published_by_id_1c069145 ON public.publishing_guidanceversion USING btree (published_by_id);


CREATE INDEX publishing_item_action_id_96eeb569 ON public.publishing_item USING btree (action_id);


CREATE INDEX publishing_item_approved_by_id_9bffa3d0 ON public.publishing_item USING btree (approved_by_id);


CREATE INDEX publishing_item_award_id_01f0841e ON public.publishing_item USING btree (award_id);


CREATE INDEX publishing_item_changed_by_id_b9ad9447 ON public.publishing_item USING btree (changed_by_id);


CREATE INDEX publishing_item_drafted_by_id_fc354c79 ON public.publishing_item USING btree (drafted_by_id);


CREATE INDEX publishing_item_goes_on_by_id_507f287c ON public.publishing_item USING btree (goes_on_by_id);


CREATE INDEX publishing_item_priority_id_2872710c ON public.publishing_item USING btree (priority_id);


CREATE INDEX publishing_item_role_id_9ea2c9bc ON public.publishing_item USING btree (role_id);


CREATE INDEX publishing_item_slug_6b9a86ab_like ON public.publishing_item USING btree (slug varchar_pattern_ops);


CREATE INDEX publishing_item_wards_item_id_cde4092a ON public.publishing_item_wards USING btree (item_id);


CREATE INDEX publishing_item_wards_ward_id_74ddcf2b ON public.publishing_item_wards USING btree (ward_id);


CREATE INDEX publishing_measuredfile_address_f6100613_like ON public.publishing_measuredfile USING btree (address varchar_pattern_ops);


CREATE INDEX publishing_movedaddress_moved_by_id_edc7c128 ON public.publishing_movedaddress USING btree (moved_by_id);


CREATE INDEX publishing_movedaddress_old_bde335a0_like ON public.publishing_movedaddress USING btree (old varchar_pattern_ops);


CREATE INDEX publishing_photo_small_id_2e08607f ON public.publishing_photo USING btree (small_id);


CREATE INDEX publishing_photo_wide_id_7cdc1d65 ON public.publishing_photo USING btree (wide_id);


CREATE INDEX publishing_publishedfigure_entered_by_id_82a38ea4 ON public.publishing_publishedfigure USING btree (entered_by_id);


CREATE INDEX publishing_strategy_slug_a8a4e603_like ON public.publishing_strategy USING btree (slug varchar_pattern_ops);


CREATE INDEX publishing_strategyline_version_id_86c2a883 ON public.publishing_strategyline USING btree (version_id);


CREATE INDEX publishing_strategyversion_drafted_by_id_49d1d98e ON public.publishing_strategyversion USING btree (drafted_by_id);


CREATE INDEX publishing_strategyversion_published_by_id_ff58db4b ON public.publishing_strategyversion USING btree (published_by_id);


CREATE INDEX publishing_strategyversion_strategy_id_3211ad03 ON public.publishing_strategyversion USING btree (strategy_id);


CREATE INDEX publishing_subscriber_email_17d642ea_like ON public.publishing_subscriber USING btree (email varchar_pattern_ops);


CREATE INDEX publishing_subscriber_secret_6bca1a8c_like ON public.publishing_subscriber USING btree (secret varchar_pattern_ops);


CREATE INDEX publishing_subscriberlist_applied_by_id_6813a406 ON public.publishing_subscriberlist USING btree (applied_by_id);


CREATE INDEX publishing_subscriberlist_read_by_id_a780b334 ON public.publishing_subscriberlist USING btree (read_by_id);


CREATE INDEX publishing_subscription_goes_on_from_id_aef30f81 ON public.publishing_subscription USING btree (goes_on_from_id);


CREATE INDEX publishing_subscription_place_id_5f8caebf ON public.publishing_subscription USING btree (place_id);


CREATE INDEX publishing_subscription_priority_id_bb917926 ON public.publishing_subscription USING btree (priority_id);


CREATE INDEX publishing_subscription_subscriber_id_aa71c5f2 ON public.publishing_subscription USING btree (subscriber_id);


CREATE INDEX publishing_subscription_ward_id_c56d2666 ON public.publishing_subscription USING btree (ward_id);


CREATE INDEX publishing_usefullink_wards_usefullink_id_ef98c358 ON public.publishing_usefullink_wards USING btree (usefullink_id);


CREATE INDEX publishing_usefullink_wards_ward_id_50f5a5fc ON public.publishing_usefullink_wards USING btree (ward_id);


CREATE INDEX publishing_wish_places_namedplace_id_df784640 ON public.publishing_wish_places USING btree (namedplace_id);


CREATE INDEX publishing_wish_places_wish_id_662752a2 ON public.publishing_wish_places USING btree (wish_id);


CREATE INDEX publishing_wish_priorities_priority_id_f1ef09b8 ON public.publishing_wish_priorities USING btree (priority_id);


CREATE INDEX publishing_wish_priorities_wish_id_764ab4cf ON public.publishing_wish_priorities USING btree (wish_id);


CREATE INDEX publishing_wish_wards_ward_id_d9dc2e23 ON public.publishing_wish_wards USING btree (ward_id);


CREATE INDEX publishing_wish_wards_wish_id_df7c7b19 ON public.publishing_wish_wards USING btree (wish_id);


CREATE INDEX records_checks_newest ON public.funding_recordscheck USING btree (at DESC);


CREATE INDEX replaced_by_file ON public.evidence_replacedreading USING btree (by_id);


CREATE INDEX shares_by_ward ON public.evidence_areashare USING btree (edition_id, ward_code);


CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);


CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);


CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);


CREATE INDEX staged_by_file ON public.evidence_stagedreading USING btree (file_id, line);


CREATE INDEX subscribers_by_state ON public.publishing_subscriber USING btree (state);


CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));


CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";


CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;


CREATE INDEX version_words ON public.foundation_publishedversion USING gin (words);


CREATE TRIGGER begins_at_nought BEFORE INSERT ON public.funding_balance FOR EACH ROW EXECUTE FUNCTION public.funding_balance_begins_at_nought();


CREATE TRIGGER by_posting BEFORE UPDATE ON public.funding_balance FOR EACH ROW EXECUTE FUNCTION public.funding_only_by_posting();


CREATE TRIGGER by_posting BEFORE INSERT ON public.funding_entry FOR EACH ROW EXECUTE FUNCTION public.funding_only_by_posting();


CREATE TRIGGER by_posting BEFORE INSERT ON public.funding_transfer FOR EACH ROW EXECUTE FUNCTION public.funding_only_by_posting();


CREATE TRIGGER closed_stays_closed BEFORE UPDATE ON public.funding_fundyear FOR EACH ROW EXECUTE FUNCTION public.funding_closed_stays_closed();


CREATE TRIGGER fits_its_fund BEFORE INSERT ON public.funding_account FOR EACH ROW EXECUTE FUNCTION public.funding_account_fits_its_fund();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.foundation_auditdigest FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.foundation_auditdigestline FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.foundation_auditrecord FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.funding_account FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE ON public.funding_balance FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.funding_correctedrecord FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.funding_decision FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.funding_declaredinterest FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.funding_entry FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.funding_freezeoverride FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE ON public.funding_fundyear FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.funding_minute FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.funding_transfer FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.funding_vote FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_rows BEFORE DELETE OR UPDATE ON public.publishing_consent FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.foundation_auditdigest FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.foundation_auditdigestline FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.foundation_auditrecord FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_account FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_balance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_correctedrecord FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_decision FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_declaredinterest FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_freezeoverride FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_minute FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_transfer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.funding_vote FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keep_table BEFORE TRUNCATE ON public.publishing_consent FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


CREATE TRIGGER keeps_rings AFTER INSERT ON public.funding_entry REFERENCING NEW TABLE AS legs FOR EACH STATEMENT EXECUTE FUNCTION public.funding_keeps_rings();


CREATE CONSTRAINT TRIGGER legs_sum_to_nought AFTER INSERT ON public.funding_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.funding_legs_sum_to_nought();


CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();


CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();


CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();


CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();


CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();


CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();


CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();


CREATE TRIGGER tell_fronts BEFORE UPDATE OF version ON public.foundation_publishedpage FOR EACH ROW WHEN ((old.version IS DISTINCT FROM new.version)) EXECUTE FUNCTION public.published_page_changed();


ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_areashare
    ADD CONSTRAINT evidence_areashare_edition_id_fe8da5bf_fk_places_edition_id FOREIGN KEY (edition_id) REFERENCES public.places_edition(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_finding
    ADD CONSTRAINT evidence_finding_recorded_by_id_09c6dc1d_fk_people_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_finding
    ADD CONSTRAINT evidence_finding_replaces_id_04f8b8b7_fk_evidence_finding_id FOREIGN KEY (replaces_id) REFERENCES public.evidence_finding(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_finding_wards
    ADD CONSTRAINT evidence_finding_war_finding_id_020f5ffc_fk_evidence_ FOREIGN KEY (finding_id) REFERENCES public.evidence_finding(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_finding_wards
    ADD CONSTRAINT evidence_finding_wards_ward_id_e13df3fd_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_fitting
    ADD CONSTRAINT evidence_fitting_edition_id_678324f6_fk_places_edition_id FOREIGN KEY (edition_id) REFERENCES public.places_edition(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_indicator
    ADD CONSTRAINT evidence_indicator_over_id_391c0c31_fk_evidence_indicator_id FOREIGN KEY (over_id) REFERENCES public.evidence_indicator(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_indicator
    ADD CONSTRAINT evidence_indicator_source_id_4197b199_fk_evidence_source_id FOREIGN KEY (source_id) REFERENCES public.evidence_source(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_indicator
    ADD CONSTRAINT evidence_indicator_under_id_6399c1fb_fk_evidence_indicator_id FOREIGN KEY (under_id) REFERENCES public.evidence_indicator(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_keptfile
    ADD CONSTRAINT evidence_keptfile_of_id_f66e45bf_fk_evidence_readingfile_id FOREIGN KEY (of_id) REFERENCES public.evidence_readingfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_layoutmapping
    ADD CONSTRAINT evidence_layoutmapping_said_by_id_ae32e304_fk_people_user_id FOREIGN KEY (said_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_layoutmapping
    ADD CONSTRAINT evidence_layoutmapping_source_id_317465f7_fk_evidence_source_id FOREIGN KEY (source_id) REFERENCES public.evidence_source(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_linefault
    ADD CONSTRAINT evidence_linefault_of_id_2619c04b_fk_evidence_readingfile_id FOREIGN KEY (of_id) REFERENCES public.evidence_readingfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_loadprogress
    ADD CONSTRAINT evidence_loadprogress_of_id_2d9c06e0_fk_evidence_readingfile_id FOREIGN KEY (of_id) REFERENCES public.evidence_readingfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_reading
    ADD CONSTRAINT evidence_reading_file_id_eec5e973_fk_evidence_readingfile_id FOREIGN KEY (file_id) REFERENCES public.evidence_readingfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_reading
    ADD CONSTRAINT evidence_reading_indicator_id_b8a54948_fk_evidence_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.evidence_indicator(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_readingfile
    ADD CONSTRAINT evidence_readingfile_applied_by_id_23e2548b_fk_people_user_id FOREIGN KEY (applied_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_readingfile
    ADD CONSTRAINT evidence_readingfile_read_by_id_2b60b95e_fk_people_user_id FOREIGN KEY (read_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_readingfile
    ADD CONSTRAINT evidence_readingfile_source_id_bdb92bba_fk_evidence_source_id FOREIGN KEY (source_id) REFERENCES public.evidence_source(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_readingfile
    ADD CONSTRAINT evidence_readingfile_withdrawn_by_id_9cec9e8f_fk_people_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_replacedreading
    ADD CONSTRAINT evidence_replacedrea_by_id_20f2e286_fk_evidence_ FOREIGN KEY (by_id) REFERENCES public.evidence_readingfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_replacedreading
    ADD CONSTRAINT evidence_replacedrea_file_id_27c4404a_fk_evidence_ FOREIGN KEY (file_id) REFERENCES public.evidence_readingfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_replacedreading
    ADD CONSTRAINT evidence_replacedrea_indicator_id_71b22e61_fk_evidence_ FOREIGN KEY (indicator_id) REFERENCES public.evidence_indicator(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_stagedreading
    ADD CONSTRAINT evidence_stagedreadi_file_id_12dd8348_fk_evidence_ FOREIGN KEY (file_id) REFERENCES public.evidence_readingfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_stagedreading
    ADD CONSTRAINT evidence_stagedreadi_indicator_id_c1c446b4_fk_evidence_ FOREIGN KEY (indicator_id) REFERENCES public.evidence_indicator(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_wardreading
    ADD CONSTRAINT evidence_wardreading_edition_id_76940e4b_fk_places_edition_id FOREIGN KEY (edition_id) REFERENCES public.places_edition(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.evidence_wardreading
    ADD CONSTRAINT evidence_wardreading_indicator_id_72066011_fk_evidence_ FOREIGN KEY (indicator_id) REFERENCES public.evidence_indicator(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_auditdigestline
    ADD CONSTRAINT foundation_auditdige_digest_id_81c829a7_fk_foundatio FOREIGN KEY (digest_id) REFERENCES public.foundation_auditdigest(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_auditpersonal
    ADD CONSTRAINT foundation_auditpers_record_id_91e3e08c_fk_foundatio FOREIGN KEY (record_id) REFERENCES public.foundation_auditrecord(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_hold
    ADD CONSTRAINT foundation_hold_made_by_id_ce1c2e63_fk_people_user_id FOREIGN KEY (made_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_publishedversion
    ADD CONSTRAINT foundation_published_page_id_d2b31977_fk_foundatio FOREIGN KEY (page_id) REFERENCES public.foundation_publishedpage(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_storedfile
    ADD CONSTRAINT foundation_storedfile_uploaded_by_id_d2c7bfdf_fk_people_user_id FOREIGN KEY (uploaded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_account
    ADD CONSTRAINT funding_account_cluster_id_726179d6_fk_places_cluster_id FOREIGN KEY (cluster_id) REFERENCES public.places_cluster(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_account
    ADD CONSTRAINT funding_account_councillor_id_7c4dc438_fk_office_councillor_id FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_account
    ADD CONSTRAINT funding_account_fund_id_5d6df102_fk_funding_fund_id FOREIGN KEY (fund_id) REFERENCES public.funding_fund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_account
    ADD CONSTRAINT funding_account_ward_id_ced30c9b_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_cluster_id_b0e60594_fk_places_cluster_id FOREIGN KEY (cluster_id) REFERENCES public.places_cluster(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_councillor_id_9756ee41_fk_office_co FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_fund_id_c16b74d0_fk_funding_fund_id FOREIGN KEY (fund_id) REFERENCES public.funding_fund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_group_confirmed_by_i_acfc8656_fk_people_us FOREIGN KEY (group_confirmed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_organisation_id_39e1b243_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_priority_id_73c961b4_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_project_id_fe7d4dbe_fk_funding_project_id FOREIGN KEY (project_id) REFERENCES public.funding_project(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_application
    ADD CONSTRAINT funding_application_ward_id_24628ecd_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_areadwellings
    ADD CONSTRAINT funding_areadwellings_parish_id_65692489_fk_places_parish_id FOREIGN KEY (parish_id) REFERENCES public.places_parish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_areadwellings
    ADD CONSTRAINT funding_areadwellings_ward_id_ed41db91_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_attachment
    ADD CONSTRAINT funding_attachment_application_id_dbe52716_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_attachment
    ADD CONSTRAINT funding_attachment_draft_id_3309865f_fk_funding_draft_id FOREIGN KEY (draft_id) REFERENCES public.funding_draft(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_attachment
    ADD CONSTRAINT funding_attachment_file_id_f22e6855_fk_foundation_storedfile_id FOREIGN KEY (file_id) REFERENCES public.foundation_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_awardfreeze
    ADD CONSTRAINT funding_awardfreeze_by_id_9c8a5b29_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_awardfreeze
    ADD CONSTRAINT funding_awardfreeze_lifted_by_id_85124063_fk_people_user_id FOREIGN KEY (lifted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_awardfreeze
    ADD CONSTRAINT funding_awardfreeze_poll_id_1d7a234d_fk_office_poll_id FOREIGN KEY (poll_id) REFERENCES public.office_poll(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_awardfreeze
    ADD CONSTRAINT funding_awardfreeze_ward_id_463274c4_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_awardimport
    ADD CONSTRAINT funding_awardimport_applied_by_id_a74ab23b_fk_people_user_id FOREIGN KEY (applied_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_awardimport
    ADD CONSTRAINT funding_awardimport_staged_by_id_3db5cd02_fk_people_user_id FOREIGN KEY (staged_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_awardimport
    ADD CONSTRAINT funding_awardimport_undone_by_id_15a65b6c_fk_people_user_id FOREIGN KEY (undone_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_balance
    ADD CONSTRAINT funding_balance_account_id_9c9bd611_fk_funding_account_id FOREIGN KEY (account_id) REFERENCES public.funding_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_cancellation
    ADD CONSTRAINT funding_cancellation_application_id_24a6c732_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_cancellation
    ADD CONSTRAINT funding_cancellation_proposed_by_id_6356d69a_fk_people_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_cancellation
    ADD CONSTRAINT funding_cancellation_settled_by_id_c27e0f2e_fk_people_user_id FOREIGN KEY (settled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_cancellation
    ADD CONSTRAINT funding_cancellation_transfer_id_b6206cc7_fk_funding_t FOREIGN KEY (transfer_id) REFERENCES public.funding_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_columnmapping
    ADD CONSTRAINT funding_columnmapping_changed_by_id_e7d81365_fk_people_user_id FOREIGN KEY (changed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_copygiven
    ADD CONSTRAINT funding_copygiven_by_id_dd666aac_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_copygiven
    ADD CONSTRAINT funding_copygiven_decision_id_e453bd61_fk_funding_decision_id FOREIGN KEY (decision_id) REFERENCES public.funding_decision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_correctedrecord
    ADD CONSTRAINT funding_correctedrec_decision_id_29e04ac7_fk_funding_d FOREIGN KEY (decision_id) REFERENCES public.funding_decision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_correctedrecord
    ADD CONSTRAINT funding_correctedrecord_by_id_84e5385e_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_costline
    ADD CONSTRAINT funding_costline_application_id_205a239b_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_decision
    ADD CONSTRAINT funding_decision_application_id_43f32696_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_decision
    ADD CONSTRAINT funding_decision_by_id_8229c678_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_decision
    ADD CONSTRAINT funding_decision_dispensation_id_33a27144_fk_office_di FOREIGN KEY (dispensation_id) REFERENCES public.office_dispensation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_decision
    ADD CONSTRAINT funding_decision_transfer_id_077a4d12_fk_funding_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.funding_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_declaredinterest
    ADD CONSTRAINT funding_declaredinte_application_id_bd7a57cf_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_declaredinterest
    ADD CONSTRAINT funding_declaredinte_councillor_id_c1ec11bb_fk_office_co FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_declaredinterest
    ADD CONSTRAINT funding_declaredinterest_by_id_4c76d0f2_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_development
    ADD CONSTRAINT funding_development_added_by_id_9701307b_fk_people_user_id FOREIGN KEY (added_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_development
    ADD CONSTRAINT funding_development_parish_id_096e97e6_fk_places_parish_id FOREIGN KEY (parish_id) REFERENCES public.places_parish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_development
    ADD CONSTRAINT funding_development_plan_id_41a6b4c5_fk_funding_n FOREIGN KEY (plan_id) REFERENCES public.funding_neighbourhoodplan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_development
    ADD CONSTRAINT funding_development_ward_id_91dfb0e0_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_draft
    ADD CONSTRAINT funding_draft_application_id_ca804b05_fk_funding_application_id FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_entered
    ADD CONSTRAINT funding_entered_by_id_0276d67b_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_entered
    ADD CONSTRAINT funding_entered_draft_id_c11588bc_fk_funding_draft_id FOREIGN KEY (draft_id) REFERENCES public.funding_draft(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_entry
    ADD CONSTRAINT funding_entry_account_id_407b51bf_fk_funding_account_id FOREIGN KEY (account_id) REFERENCES public.funding_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_entry
    ADD CONSTRAINT funding_entry_transfer_id_c5943e6a_fk_funding_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.funding_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_freezeoverride
    ADD CONSTRAINT funding_freezeoverri_application_id_adcefef2_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_freezeoverride
    ADD CONSTRAINT funding_freezeoverri_freeze_id_3e27fee0_fk_funding_a FOREIGN KEY (freeze_id) REFERENCES public.funding_awardfreeze(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_freezeoverride
    ADD CONSTRAINT funding_freezeoverride_by_id_2bcc6fb2_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_fundcheck
    ADD CONSTRAINT funding_fundcheck_fund_id_2acf71a8_fk_funding_fund_id FOREIGN KEY (fund_id) REFERENCES public.funding_fund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_fundrule
    ADD CONSTRAINT funding_fundrule_fund_id_ec105594_fk_funding_fund_id FOREIGN KEY (fund_id) REFERENCES public.funding_fund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_fundyear
    ADD CONSTRAINT funding_fundyear_frozen_by_id_e01da9aa_fk_people_user_id FOREIGN KEY (frozen_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_fundyear
    ADD CONSTRAINT funding_fundyear_fund_id_3ecf0377_fk_funding_fund_id FOREIGN KEY (fund_id) REFERENCES public.funding_fund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_importline
    ADD CONSTRAINT funding_importline_application_id_44dc5f71_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_importline
    ADD CONSTRAINT funding_importline_fund_id_fc16392a_fk_funding_fund_id FOREIGN KEY (fund_id) REFERENCES public.funding_fund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_importline
    ADD CONSTRAINT funding_importline_of_id_d4e4d9f9_fk_funding_awardimport_id FOREIGN KEY (of_id) REFERENCES public.funding_awardimport(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_importline
    ADD CONSTRAINT funding_importline_receipt_id_a9de6a05_fk_funding_l FOREIGN KEY (receipt_id) REFERENCES public.funding_levyreceipt(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_importline
    ADD CONSTRAINT funding_importline_ward_id_1f0e5866_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_importprogress
    ADD CONSTRAINT funding_importprogress_of_id_24355488_fk_funding_awardimport_id FOREIGN KEY (of_id) REFERENCES public.funding_awardimport(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_infrastructurestatement
    ADD CONSTRAINT funding_infrastructu_by_id_e9389d32_fk_people_us FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_instalment
    ADD CONSTRAINT funding_instalment_application_id_48f95e85_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_instalment
    ADD CONSTRAINT funding_instalment_seen_by_id_d1837e43_fk_people_user_id FOREIGN KEY (seen_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_instalment
    ADD CONSTRAINT funding_instalment_shown_by_id_669fcfcc_fk_people_user_id FOREIGN KEY (shown_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_instalment
    ADD CONSTRAINT funding_instalment_transfer_id_131c7f28_fk_funding_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.funding_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_invitation
    ADD CONSTRAINT funding_invitation_made_by_id_2510d2f5_fk_people_user_id FOREIGN KEY (made_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_jointpurchase
    ADD CONSTRAINT funding_jointpurchase_by_id_eaac10a5_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_letter
    ADD CONSTRAINT funding_letter_application_id_cb1d8e29_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_letter
    ADD CONSTRAINT funding_letter_posted_by_id_702c7de2_fk_people_user_id FOREIGN KEY (posted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyanswer
    ADD CONSTRAINT funding_levyanswer_application_id_e9e85977_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyanswer
    ADD CONSTRAINT funding_levyanswer_by_id_29010be0_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyanswer_developments
    ADD CONSTRAINT funding_levyanswer_d_development_id_5cd454a3_fk_funding_d FOREIGN KEY (development_id) REFERENCES public.funding_development(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyanswer_developments
    ADD CONSTRAINT funding_levyanswer_d_levyanswer_id_dd58d8fe_fk_funding_l FOREIGN KEY (levyanswer_id) REFERENCES public.funding_levyanswer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyreceipt
    ADD CONSTRAINT funding_levyreceipt_by_id_1933a4d4_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyreceipt
    ADD CONSTRAINT funding_levyreceipt_corrects_id_f786cbce_fk_funding_l FOREIGN KEY (corrects_id) REFERENCES public.funding_levyreceipt(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyreceipt
    ADD CONSTRAINT funding_levyreceipt_development_id_5fb829b4_fk_funding_d FOREIGN KEY (development_id) REFERENCES public.funding_development(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyreceipt
    ADD CONSTRAINT funding_levyreceipt_parish_id_23b3066c_fk_places_parish_id FOREIGN KEY (parish_id) REFERENCES public.places_parish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyreceipt
    ADD CONSTRAINT funding_levyreceipt_plan_id_b4a62350_fk_funding_n FOREIGN KEY (plan_id) REFERENCES public.funding_neighbourhoodplan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyreceipt
    ADD CONSTRAINT funding_levyreceipt_transfer_id_74bb53b6_fk_funding_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.funding_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_levyreceipt
    ADD CONSTRAINT funding_levyreceipt_ward_id_c636c580_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_minute
    ADD CONSTRAINT funding_minute_application_id_ee567224_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_moneyalert
    ADD CONSTRAINT funding_moneyalert_councillor_id_a1f4f282_fk_office_co FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_monitoring
    ADD CONSTRAINT funding_monitoring_application_id_631fe7b1_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_monitoring
    ADD CONSTRAINT funding_monitoring_settled_by_id_b9c55c1a_fk_people_user_id FOREIGN KEY (settled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_move
    ADD CONSTRAINT funding_move_proposed_by_id_ab529463_fk_people_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_move
    ADD CONSTRAINT funding_move_settled_by_id_2ed87236_fk_people_user_id FOREIGN KEY (settled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_move
    ADD CONSTRAINT funding_move_source_id_e1ae8182_fk_funding_account_id FOREIGN KEY (source_id) REFERENCES public.funding_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_move
    ADD CONSTRAINT funding_move_target_id_155193e6_fk_funding_account_id FOREIGN KEY (target_id) REFERENCES public.funding_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_move
    ADD CONSTRAINT funding_move_transfer_id_c2442a5d_fk_funding_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.funding_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_notsplit
    ADD CONSTRAINT funding_notsplit_application_id_7c8cdea6_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_notsplit
    ADD CONSTRAINT funding_notsplit_by_id_e054a807_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_offeranswer
    ADD CONSTRAINT funding_offeranswer_application_id_9617382d_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_offeranswer
    ADD CONSTRAINT funding_offeranswer_entered_by_id_1c301876_fk_people_user_id FOREIGN KEY (entered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_officercheck
    ADD CONSTRAINT funding_officercheck_application_id_37989d42_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_officercheck
    ADD CONSTRAINT funding_officercheck_by_id_340a6e8e_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_officercheck
    ADD CONSTRAINT funding_officercheck_check_of_id_6751c37a_fk_funding_f FOREIGN KEY (check_of_id) REFERENCES public.funding_fundcheck(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_officercheck
    ADD CONSTRAINT funding_officercheck_decision_id_ac4556be_fk_funding_d FOREIGN KEY (decision_id) REFERENCES public.funding_decision(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_officercheck
    ADD CONSTRAINT funding_officercheck_undone_by_id_4a91f255_fk_people_user_id FOREIGN KEY (undone_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_othermoney
    ADD CONSTRAINT funding_othermoney_application_id_a2ecfc19_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_outsidebid
    ADD CONSTRAINT funding_outsidebid_fund_id_9a509ef5_fk_funding_outsidefund_id FOREIGN KEY (fund_id) REFERENCES public.funding_outsidefund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_outsidebid
    ADD CONSTRAINT funding_outsidebid_organisation_id_75ec1b6b_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_outsidebid
    ADD CONSTRAINT funding_outsidebid_ward_id_6d2695ea_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_outsidefollow
    ADD CONSTRAINT funding_outsidefollo_fund_id_eaab065f_fk_funding_o FOREIGN KEY (fund_id) REFERENCES public.funding_outsidefund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_outsidefollow
    ADD CONSTRAINT funding_outsidefollow_user_id_33557d8f_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_outsidefund_wards
    ADD CONSTRAINT funding_outsidefund__outsidefund_id_4b2a7e0e_fk_funding_o FOREIGN KEY (outsidefund_id) REFERENCES public.funding_outsidefund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_outsidefund
    ADD CONSTRAINT funding_outsidefund_added_by_id_53ae78e6_fk_people_user_id FOREIGN KEY (added_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_outsidefund_wards
    ADD CONSTRAINT funding_outsidefund_wards_ward_id_00f952f7_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_particulars_also_serves
    ADD CONSTRAINT funding_particulars__particulars_id_8b06be16_fk_funding_p FOREIGN KEY (particulars_id) REFERENCES public.funding_particulars(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_particulars_also_serves
    ADD CONSTRAINT funding_particulars__priority_id_1d93f1fd_fk_plans_pri FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_particulars
    ADD CONSTRAINT funding_particulars_application_id_da3f32e3_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_payeedetails
    ADD CONSTRAINT funding_payeedetails_application_id_b88d858d_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_payeedetails
    ADD CONSTRAINT funding_payeedetails_given_by_id_71d38d94_fk_people_user_id FOREIGN KEY (given_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_payeedetails
    ADD CONSTRAINT funding_payeedetails_settled_by_id_f5f47252_fk_people_user_id FOREIGN KEY (settled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_paymentline
    ADD CONSTRAINT funding_paymentline_application_id_69d3792d_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_paymentline
    ADD CONSTRAINT funding_paymentline_details_id_e6b4c075_fk_funding_p FOREIGN KEY (details_id) REFERENCES public.funding_payeedetails(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_paymentline
    ADD CONSTRAINT funding_paymentline_instalment_id_31dc7627_fk_funding_i FOREIGN KEY (instalment_id) REFERENCES public.funding_instalment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_paymentline
    ADD CONSTRAINT funding_paymentline_run_id_b82b688c_fk_funding_paymentrun_id FOREIGN KEY (run_id) REFERENCES public.funding_paymentrun(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_paymentrun
    ADD CONSTRAINT funding_paymentrun_made_by_id_2e0d9dfd_fk_people_user_id FOREIGN KEY (made_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_purposechange
    ADD CONSTRAINT funding_purposechang_application_id_0d3644e2_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_purposechange
    ADD CONSTRAINT funding_purposechang_record_id_07894a76_fk_funding_c FOREIGN KEY (record_id) REFERENCES public.funding_correctedrecord(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_purposechange
    ADD CONSTRAINT funding_purposechange_asked_by_id_8bea09c2_fk_people_user_id FOREIGN KEY (asked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_purposechange
    ADD CONSTRAINT funding_purposechange_backed_by_id_75119678_fk_people_user_id FOREIGN KEY (backed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_purposechange
    ADD CONSTRAINT funding_purposechange_settled_by_id_a4af5bfe_fk_people_user_id FOREIGN KEY (settled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_reached
    ADD CONSTRAINT funding_reached_application_id_4d3366ca_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_receipt
    ADD CONSTRAINT funding_receipt_monitoring_id_abceb949_fk_funding_monitoring_id FOREIGN KEY (monitoring_id) REFERENCES public.funding_monitoring(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_recordscheck
    ADD CONSTRAINT funding_recordscheck_by_id_246e688a_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_recovery
    ADD CONSTRAINT funding_recovery_application_id_4b4b58f3_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_recovery
    ADD CONSTRAINT funding_recovery_opened_by_id_0804dbaa_fk_people_user_id FOREIGN KEY (opened_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_recoveryreceipt
    ADD CONSTRAINT funding_recoveryrece_recovery_id_94a4295a_fk_funding_r FOREIGN KEY (recovery_id) REFERENCES public.funding_recovery(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_recoveryreceipt
    ADD CONSTRAINT funding_recoveryrece_transfer_id_7e673d6b_fk_funding_t FOREIGN KEY (transfer_id) REFERENCES public.funding_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_reviewclosed
    ADD CONSTRAINT funding_reviewclosed_application_id_1ef2875c_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_reviewclosed
    ADD CONSTRAINT funding_reviewclosed_by_id_92e1fd47_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_reviewclosed
    ADD CONSTRAINT funding_reviewclosed_interest_id_613070c0_fk_office_interest_id FOREIGN KEY (interest_id) REFERENCES public.office_interest(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_statementfigure
    ADD CONSTRAINT funding_statementfigure_by_id_4a90db54_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_statementfigure
    ADD CONSTRAINT funding_statementfigure_parish_id_48b154be_fk_places_parish_id FOREIGN KEY (parish_id) REFERENCES public.places_parish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_tenantbenefit
    ADD CONSTRAINT funding_tenantbenefi_application_id_ed6ab2db_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_tenantbenefit
    ADD CONSTRAINT funding_tenantbenefit_by_id_28ce9158_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_tenantbenefit
    ADD CONSTRAINT funding_tenantbenefit_signed_by_id_883f6004_fk_people_user_id FOREIGN KEY (signed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_transfer
    ADD CONSTRAINT funding_transfer_application_id_c72f4165_fk_funding_a FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_transfer
    ADD CONSTRAINT funding_transfer_by_id_50d60efc_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_transfer
    ADD CONSTRAINT funding_transfer_reverses_id_946e5ca1_fk_funding_transfer_id FOREIGN KEY (reverses_id) REFERENCES public.funding_transfer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_turn
    ADD CONSTRAINT funding_turn_application_id_454b9ecd_fk_funding_application_id FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_turn
    ADD CONSTRAINT funding_turn_user_id_a711b239_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_vote
    ADD CONSTRAINT funding_vote_application_id_b9c14d58_fk_funding_application_id FOREIGN KEY (application_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_vote
    ADD CONSTRAINT funding_vote_by_id_15782338_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_vote
    ADD CONSTRAINT funding_vote_councillor_id_83065eef_fk_office_councillor_id FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_vote
    ADD CONSTRAINT funding_vote_dispensation_id_ba411140_fk_office_dispensation_id FOREIGN KEY (dispensation_id) REFERENCES public.office_dispensation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_wardfigure
    ADD CONSTRAINT funding_wardfigure_fund_id_ea559a15_fk_funding_fund_id FOREIGN KEY (fund_id) REFERENCES public.funding_fund(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_wardfigure
    ADD CONSTRAINT funding_wardfigure_ward_id_dc188389_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_writeoff
    ADD CONSTRAINT funding_writeoff_proposed_by_id_3320edf8_fk_people_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_writeoff
    ADD CONSTRAINT funding_writeoff_recovery_id_514f0e73_fk_funding_recovery_id FOREIGN KEY (recovery_id) REFERENCES public.funding_recovery(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.funding_writeoff
    ADD CONSTRAINT funding_writeoff_settled_by_id_fb93f80d_fk_people_user_id FOREIGN KEY (settled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_councillor
    ADD CONSTRAINT office_councillor_user_id_a3485906_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_dispensation
    ADD CONSTRAINT office_dispensation_councillor_id_5c2c8b0e_fk_office_co FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_dispensation
    ADD CONSTRAINT office_dispensation_organisation_id_13f1d22e_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_dispensation
    ADD CONSTRAINT office_dispensation_recorded_by_id_2239c77f_fk_people_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_interest
    ADD CONSTRAINT office_interest_councillor_id_4b9021a9_fk_office_councillor_id FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_interest
    ADD CONSTRAINT office_interest_organisation_id_d08e52eb_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_interest
    ADD CONSTRAINT office_interest_recorded_by_id_6a93a96d_fk_people_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_poll
    ADD CONSTRAINT office_poll_parish_id_0a38217b_fk_places_parish_id FOREIGN KEY (parish_id) REFERENCES public.places_parish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_poll
    ADD CONSTRAINT office_poll_ward_id_66cef59e_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_roleheld
    ADD CONSTRAINT office_roleheld_covers_for_id_1a0fd208_fk_office_roleheld_id FOREIGN KEY (covers_for_id) REFERENCES public.office_roleheld(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_roleheld
    ADD CONSTRAINT office_roleheld_locality_id_b8ae2973_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_roleheld
    ADD CONSTRAINT office_roleheld_organisation_id_192ab892_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_roleheld
    ADD CONSTRAINT office_roleheld_user_id_e46c5e73_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_roleheld
    ADD CONSTRAINT office_roleheld_ward_id_ff2bf7db_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_suspension
    ADD CONSTRAINT office_suspension_councillor_id_d3575a1d_fk_office_co FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_term
    ADD CONSTRAINT office_term_councillor_id_7cbc9801_fk_office_councillor_id FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_term
    ADD CONSTRAINT office_term_poll_id_c835d767_fk_office_poll_id FOREIGN KEY (poll_id) REFERENCES public.office_poll(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_term
    ADD CONSTRAINT office_term_ward_id_0461c65c_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_vacancy
    ADD CONSTRAINT office_vacancy_term_id_bd59b926_fk_office_term_id FOREIGN KEY (term_id) REFERENCES public.office_term(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_vacancy
    ADD CONSTRAINT office_vacancy_ward_id_e42ad2c3_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.organisations_contact
    ADD CONSTRAINT organisations_contac_organisation_id_af786f0a_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organi_merged_into_id_71969f1f_fk_organisat FOREIGN KEY (merged_into_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.organisations_organisation_wards
    ADD CONSTRAINT organisations_organi_organisation_id_5171012b_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organi_parish_id_d0dd7fac_fk_places_pa FOREIGN KEY (parish_id) REFERENCES public.places_parish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.organisations_organisation_wards
    ADD CONSTRAINT organisations_organi_ward_id_1e4e48db_fk_places_wa FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_boundary
    ADD CONSTRAINT places_boundary_set_id_703895fc_fk_places_boundaryset_id FOREIGN KEY (set_id) REFERENCES public.places_boundaryset(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_clustermember
    ADD CONSTRAINT places_clustermember_cluster_id_6797a1cb_fk_places_cluster_id FOREIGN KEY (cluster_id) REFERENCES public.places_cluster(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_clustermember
    ADD CONSTRAINT places_clustermember_ward_id_28a6904c_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_namedplace_wards
    ADD CONSTRAINT places_namedplace_wa_namedplace_id_093fcf43_fk_places_na FOREIGN KEY (namedplace_id) REFERENCES public.places_namedplace(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_namedplace_wards
    ADD CONSTRAINT places_namedplace_wards_ward_id_1cfc78b9_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_parishcover
    ADD CONSTRAINT places_parishcover_ward_id_8d2fec70_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_postcode
    ADD CONSTRAINT places_postcode_ward_id_8e6b3f39_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_ward
    ADD CONSTRAINT places_ward_edition_id_c6da7d9c_fk_places_edition_id FOREIGN KEY (edition_id) REFERENCES public.places_edition(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_wardlocality
    ADD CONSTRAINT places_wardlocality_locality_id_19ebe18d_fk_places_locality_id FOREIGN KEY (locality_id) REFERENCES public.places_locality(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_wardlocality
    ADD CONSTRAINT places_wardlocality_ward_id_fa3f7709_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_wardparish
    ADD CONSTRAINT places_wardparish_parish_id_a3a3c653_fk_places_parish_id FOREIGN KEY (parish_id) REFERENCES public.places_parish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_wardparish
    ADD CONSTRAINT places_wardparish_ward_id_80d69987_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_wardsuccession
    ADD CONSTRAINT places_wardsuccession_predecessor_id_be771bd3_fk_places_ward_id FOREIGN KEY (predecessor_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.places_wardsuccession
    ADD CONSTRAINT places_wardsuccession_successor_id_6c7e27a1_fk_places_ward_id FOREIGN KEY (successor_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_action
    ADD CONSTRAINT plans_action_carries_id_c3e9c874_fk_plans_action_id FOREIGN KEY (carries_id) REFERENCES public.plans_action(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_action
    ADD CONSTRAINT plans_action_lead_id_ab6ae8d2_fk_office_councillor_id FOREIGN KEY (lead_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_action
    ADD CONSTRAINT plans_action_owner_id_1ed2c4b4_fk_organisations_organisation_id FOREIGN KEY (owner_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_action
    ADD CONSTRAINT plans_action_priority_id_cc110117_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_agreement
    ADD CONSTRAINT plans_agreement_councillor_id_79784526_fk_office_councillor_id FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_agreement
    ADD CONSTRAINT plans_agreement_priority_id_1f655690_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_answermark
    ADD CONSTRAINT plans_answermark_answer_id_486bc84c_fk_plans_inputanswer_id FOREIGN KEY (answer_id) REFERENCES public.plans_inputanswer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_answermark
    ADD CONSTRAINT plans_answermark_priority_id_4a7a6cac_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_answertext
    ADD CONSTRAINT plans_answertext_answer_id_f0f74459_fk_plans_inputanswer_id FOREIGN KEY (answer_id) REFERENCES public.plans_inputanswer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_answertext
    ADD CONSTRAINT plans_answertext_question_id_04914f06_fk_plans_inputquestion_id FOREIGN KEY (question_id) REFERENCES public.plans_inputquestion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_answertime
    ADD CONSTRAINT plans_answertime_organisation_id_e5093c88_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_ask
    ADD CONSTRAINT plans_ask_action_id_4c09f0b9_fk_plans_action_id FOREIGN KEY (action_id) REFERENCES public.plans_action(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_ask
    ADD CONSTRAINT plans_ask_answered_by_id_1dac7dbf_fk_people_user_id FOREIGN KEY (answered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_ask
    ADD CONSTRAINT plans_ask_asked_by_id_e14f48b0_fk_people_user_id FOREIGN KEY (asked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_ask
    ADD CONSTRAINT plans_ask_commitment_id_1a713d8a_fk_plans_commitment_id FOREIGN KEY (commitment_id) REFERENCES public.plans_commitment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_ask
    ADD CONSTRAINT plans_ask_organisation_id_728dcb54_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_ask
    ADD CONSTRAINT plans_ask_priority_id_390f6a77_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_ask
    ADD CONSTRAINT plans_ask_ward_id_9cecc242_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_citation
    ADD CONSTRAINT plans_citation_cited_by_id_14a5bc21_fk_people_user_id FOREIGN KEY (cited_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_citation
    ADD CONSTRAINT plans_citation_indicator_id_5e74a99e_fk_evidence_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.evidence_indicator(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_citation
    ADD CONSTRAINT plans_citation_priority_id_debdd314_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment
    ADD CONSTRAINT plans_commitment_organisation_id_e47360e0_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment_places
    ADD CONSTRAINT plans_commitment_pla_commitment_id_d2277301_fk_plans_com FOREIGN KEY (commitment_id) REFERENCES public.plans_commitment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment_places
    ADD CONSTRAINT plans_commitment_pla_namedplace_id_034beb73_fk_places_na FOREIGN KEY (namedplace_id) REFERENCES public.places_namedplace(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment_priorities
    ADD CONSTRAINT plans_commitment_pri_commitment_id_95868909_fk_plans_com FOREIGN KEY (commitment_id) REFERENCES public.plans_commitment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment_priorities
    ADD CONSTRAINT plans_commitment_pri_priority_id_342d3c24_fk_plans_pri FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment_themes
    ADD CONSTRAINT plans_commitment_the_commitment_id_b7fe9d64_fk_plans_com FOREIGN KEY (commitment_id) REFERENCES public.plans_commitment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment_themes
    ADD CONSTRAINT plans_commitment_themes_outcome_id_5b138dae_fk_plans_outcome_id FOREIGN KEY (outcome_id) REFERENCES public.plans_outcome(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment_wards
    ADD CONSTRAINT plans_commitment_war_commitment_id_c177bc46_fk_plans_com FOREIGN KEY (commitment_id) REFERENCES public.plans_commitment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment_wards
    ADD CONSTRAINT plans_commitment_wards_ward_id_3e028c33_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_commitment
    ADD CONSTRAINT plans_commitment_written_by_id_0485fb22_fk_people_user_id FOREIGN KEY (written_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_duedatechange
    ADD CONSTRAINT plans_duedatechange_action_id_7362f568_fk_plans_action_id FOREIGN KEY (action_id) REFERENCES public.plans_action(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_duedatechange
    ADD CONSTRAINT plans_duedatechange_by_id_09737b91_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_earlierwords
    ADD CONSTRAINT plans_earlierwords_by_id_5305dba0_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_earlierwords
    ADD CONSTRAINT plans_earlierwords_commitment_id_e1b51b9f_fk_plans_com FOREIGN KEY (commitment_id) REFERENCES public.plans_commitment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_engagement
    ADD CONSTRAINT plans_engagement_plan_id_8d18ee27_fk_plans_wardplan_id FOREIGN KEY (plan_id) REFERENCES public.plans_wardplan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_findingcited
    ADD CONSTRAINT plans_findingcited_cited_by_id_bde85eb6_fk_people_user_id FOREIGN KEY (cited_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_findingcited
    ADD CONSTRAINT plans_findingcited_finding_id_8cfa630d_fk_evidence_finding_id FOREIGN KEY (finding_id) REFERENCES public.evidence_finding(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_findingcited
    ADD CONSTRAINT plans_findingcited_priority_id_1a2e5cda_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputanswer
    ADD CONSTRAINT plans_inputanswer_body_id_b0796663_fk_organisat FOREIGN KEY (body_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputanswer
    ADD CONSTRAINT plans_inputanswer_call_id_a2800eef_fk_plans_inputcall_id FOREIGN KEY (call_id) REFERENCES public.plans_inputcall(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputanswer_communities
    ADD CONSTRAINT plans_inputanswer_co_inputanswer_id_b456262a_fk_plans_inp FOREIGN KEY (inputanswer_id) REFERENCES public.plans_inputanswer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputanswer_communities
    ADD CONSTRAINT plans_inputanswer_co_outcome_id_12007b4e_fk_plans_out FOREIGN KEY (outcome_id) REFERENCES public.plans_outcome(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputanswer
    ADD CONSTRAINT plans_inputanswer_entered_by_id_6e0e400a_fk_people_user_id FOREIGN KEY (entered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputanswer
    ADD CONSTRAINT plans_inputanswer_ward_id_c869456d_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputasked
    ADD CONSTRAINT plans_inputasked_body_id_6748ad5e_fk_organisat FOREIGN KEY (body_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputasked
    ADD CONSTRAINT plans_inputasked_call_id_578ed019_fk_plans_inputcall_id FOREIGN KEY (call_id) REFERENCES public.plans_inputcall(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputcall
    ADD CONSTRAINT plans_inputcall_cycle_id_0b40d774_fk_plans_cycle_id FOREIGN KEY (cycle_id) REFERENCES public.plans_cycle(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputcall
    ADD CONSTRAINT plans_inputcall_drafted_by_id_7dbc89dd_fk_people_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputcall
    ADD CONSTRAINT plans_inputcall_ward_id_8f692a3b_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputextension
    ADD CONSTRAINT plans_inputextension_by_id_0c085788_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputextension
    ADD CONSTRAINT plans_inputextension_call_id_4dc249db_fk_plans_inputcall_id FOREIGN KEY (call_id) REFERENCES public.plans_inputcall(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_inputquestion
    ADD CONSTRAINT plans_inputquestion_call_id_fcc86a7a_fk_plans_inputcall_id FOREIGN KEY (call_id) REFERENCES public.plans_inputcall(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_measure
    ADD CONSTRAINT plans_measure_added_by_id_d47bff83_fk_people_user_id FOREIGN KEY (added_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_measure
    ADD CONSTRAINT plans_measure_indicator_id_ef34cf19_fk_evidence_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.evidence_indicator(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_measure
    ADD CONSTRAINT plans_measure_priority_id_c87cb0d3_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_measurereading
    ADD CONSTRAINT plans_measurereading_by_id_19aa451d_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_measurereading
    ADD CONSTRAINT plans_measurereading_measure_id_57373f93_fk_plans_measure_id FOREIGN KEY (measure_id) REFERENCES public.plans_measure(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_measuretarget
    ADD CONSTRAINT plans_measuretarget_measure_id_a2f1b8a4_fk_plans_measure_id FOREIGN KEY (measure_id) REFERENCES public.plans_measure(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_measuretarget
    ADD CONSTRAINT plans_measuretarget_set_by_id_cf1c0117_fk_people_user_id FOREIGN KEY (set_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_noticechange
    ADD CONSTRAINT plans_noticechange_by_id_9b24d5e5_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_noticechange
    ADD CONSTRAINT plans_noticechange_notice_id_9816a718_fk_plans_servicenotice_id FOREIGN KEY (notice_id) REFERENCES public.plans_servicenotice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_noticequestion
    ADD CONSTRAINT plans_noticequestion_by_id_d7540bda_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_noticequestion
    ADD CONSTRAINT plans_noticequestion_notice_id_c90c6ad7_fk_plans_ser FOREIGN KEY (notice_id) REFERENCES public.plans_servicenotice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_noticereply
    ADD CONSTRAINT plans_noticereply_by_id_b3390c19_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_noticereply
    ADD CONSTRAINT plans_noticereply_question_id_cd6f4459_fk_plans_not FOREIGN KEY (question_id) REFERENCES public.plans_noticequestion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_noticetold
    ADD CONSTRAINT plans_noticetold_councillor_id_2de86fd2_fk_office_councillor_id FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_noticetold
    ADD CONSTRAINT plans_noticetold_notice_id_1ced2def_fk_plans_servicenotice_id FOREIGN KEY (notice_id) REFERENCES public.plans_servicenotice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_noticetold
    ADD CONSTRAINT plans_noticetold_ward_id_c27c3e4a_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_outcome
    ADD CONSTRAINT plans_outcome_framework_id_fa66c867_fk_plans_framework_id FOREIGN KEY (framework_id) REFERENCES public.plans_framework(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_outcome
    ADD CONSTRAINT plans_outcome_part_of_id_b28d22c7_fk_plans_outcome_id FOREIGN KEY (part_of_id) REFERENCES public.plans_outcome(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_outcome
    ADD CONSTRAINT plans_outcome_serves_id_cfd9040d_fk_plans_outcome_id FOREIGN KEY (serves_id) REFERENCES public.plans_outcome(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_parishpriority
    ADD CONSTRAINT plans_parishpriority_parish_id_9eb2934b_fk_places_parish_id FOREIGN KEY (parish_id) REFERENCES public.places_parish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_parishpriority
    ADD CONSTRAINT plans_parishpriority_plan_id_5bd9fbb7_fk_plans_wardplan_id FOREIGN KEY (plan_id) REFERENCES public.plans_wardplan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_planline
    ADD CONSTRAINT plans_planline_plan_id_2839c7cb_fk_plans_wardplan_id FOREIGN KEY (plan_id) REFERENCES public.plans_wardplan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_planline
    ADD CONSTRAINT plans_planline_priority_id_c056fc4f_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_planword
    ADD CONSTRAINT plans_planword_councillor_id_7bd993c6_fk_office_councillor_id FOREIGN KEY (councillor_id) REFERENCES public.office_councillor(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_planword
    ADD CONSTRAINT plans_planword_plan_id_f064a236_fk_plans_wardplan_id FOREIGN KEY (plan_id) REFERENCES public.plans_wardplan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_priority
    ADD CONSTRAINT plans_priority_carried_from_id_400ae5e3_fk_plans_priority_id FOREIGN KEY (carried_from_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_priority
    ADD CONSTRAINT plans_priority_cycle_id_cf5c6d11_fk_plans_cycle_id FOREIGN KEY (cycle_id) REFERENCES public.plans_cycle(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_priority
    ADD CONSTRAINT plans_priority_drafted_by_id_d7cafc09_fk_people_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_priority_outcomes
    ADD CONSTRAINT plans_priority_outco_priority_id_e87d57de_fk_plans_pri FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_priority_outcomes
    ADD CONSTRAINT plans_priority_outcomes_outcome_id_2b6e28d0_fk_plans_outcome_id FOREIGN KEY (outcome_id) REFERENCES public.plans_outcome(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_priority
    ADD CONSTRAINT plans_priority_replaces_id_a24f28f4_fk_plans_priority_id FOREIGN KEY (replaces_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_priority
    ADD CONSTRAINT plans_priority_ward_id_c8dac8bd_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_progressfile
    ADD CONSTRAINT plans_progressfile_applied_by_id_a855a597_fk_people_user_id FOREIGN KEY (applied_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_progressfile
    ADD CONSTRAINT plans_progressfile_read_by_id_cdf296a1_fk_people_user_id FOREIGN KEY (read_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_progressnote
    ADD CONSTRAINT plans_progressnote_action_id_117076ab_fk_plans_action_id FOREIGN KEY (action_id) REFERENCES public.plans_action(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_progressnote
    ADD CONSTRAINT plans_progressnote_by_id_70f3352c_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_protocol
    ADD CONSTRAINT plans_protocol_written_by_id_65201dcf_fk_people_user_id FOREIGN KEY (written_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_protocolagreement
    ADD CONSTRAINT plans_protocolagreem_organisation_id_6b7306e9_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_protocolagreement
    ADD CONSTRAINT plans_protocolagreem_protocol_id_de9b7963_fk_plans_pro FOREIGN KEY (protocol_id) REFERENCES public.plans_protocol(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_protocolagreement
    ADD CONSTRAINT plans_protocolagreem_recorded_by_id_8b0f8940_fk_people_us FOREIGN KEY (recorded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_reminder
    ADD CONSTRAINT plans_reminder_user_id_318c8c86_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_servicenotice_wards
    ADD CONSTRAINT plans_servicenotice__servicenotice_id_1b134b75_fk_plans_ser FOREIGN KEY (servicenotice_id) REFERENCES public.plans_servicenotice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_servicenotice
    ADD CONSTRAINT plans_servicenotice_drafted_by_id_1da68254_fk_people_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_servicenotice
    ADD CONSTRAINT plans_servicenotice_service_id_bf8765d5_fk_organisat FOREIGN KEY (service_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_servicenotice_wards
    ADD CONSTRAINT plans_servicenotice_wards_ward_id_43055f66_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_wardplan
    ADD CONSTRAINT plans_wardplan_cycle_id_889a3c3a_fk_plans_cycle_id FOREIGN KEY (cycle_id) REFERENCES public.plans_cycle(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_wardplan
    ADD CONSTRAINT plans_wardplan_drafted_by_id_1531adb7_fk_people_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_wardplan
    ADD CONSTRAINT plans_wardplan_replaces_id_69e67765_fk_plans_wardplan_id FOREIGN KEY (replaces_id) REFERENCES public.plans_wardplan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.plans_wardplan
    ADD CONSTRAINT plans_wardplan_ward_id_9315ceca_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;


ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);


ALTER TABLE ONLY public.publishing_bounce
    ADD CONSTRAINT publishing_bounce_mail_id_1eca8c7a_fk_publishin FOREIGN KEY (mail_id) REFERENCES public.publishing_bulletinmail(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletin
    ADD CONSTRAINT publishing_bulletin_approved_by_id_7e45e26d_fk_people_user_id FOREIGN KEY (approved_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletin
    ADD CONSTRAINT publishing_bulletin_changed_by_id_24c3cbf2_fk_people_user_id FOREIGN KEY (changed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletin
    ADD CONSTRAINT publishing_bulletin_despite_hold_by_id_e86698e8_fk_people_us FOREIGN KEY (despite_hold_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletin
    ADD CONSTRAINT publishing_bulletin_drafted_by_id_8a25a4f7_fk_people_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletin
    ADD CONSTRAINT publishing_bulletin_ward_id_82ce4579_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletincomment
    ADD CONSTRAINT publishing_bulletinc_bulletin_id_91e71398_fk_publishin FOREIGN KEY (bulletin_id) REFERENCES public.publishing_bulletin(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletincomment
    ADD CONSTRAINT publishing_bulletinc_part_id_023216d0_fk_publishin FOREIGN KEY (part_id) REFERENCES public.publishing_bulletinpart(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletincomment
    ADD CONSTRAINT publishing_bulletincomment_by_id_5170b6aa_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletinlink
    ADD CONSTRAINT publishing_bulletinl_bulletin_id_8e89c70d_fk_publishin FOREIGN KEY (bulletin_id) REFERENCES public.publishing_bulletin(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletinmail
    ADD CONSTRAINT publishing_bulletinm_bulletin_id_cbf64ae0_fk_publishin FOREIGN KEY (bulletin_id) REFERENCES public.publishing_bulletin(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletinmail
    ADD CONSTRAINT publishing_bulletinm_subscriber_id_7be3057b_fk_publishin FOREIGN KEY (subscriber_id) REFERENCES public.publishing_subscriber(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_bulletinpart
    ADD CONSTRAINT publishing_bulletinp_bulletin_id_24770a75_fk_publishin FOREIGN KEY (bulletin_id) REFERENCES public.publishing_bulletin(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_consent
    ADD CONSTRAINT publishing_consent_subscriber_id_ffcdf195_fk_publishin FOREIGN KEY (subscriber_id) REFERENCES public.publishing_subscriber(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_correction
    ADD CONSTRAINT publishing_correction_by_id_ccd89303_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_correction
    ADD CONSTRAINT publishing_correction_item_id_ac527bd1_fk_publishing_item_id FOREIGN KEY (item_id) REFERENCES public.publishing_item(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_dailyviews
    ADD CONSTRAINT publishing_dailyviews_ward_id_f74d46ed_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_decidingbody_wards
    ADD CONSTRAINT publishing_decidingb_decidingbody_id_1d3217a5_fk_publishin FOREIGN KEY (decidingbody_id) REFERENCES public.publishing_decidingbody(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_decidingbody_wards
    ADD CONSTRAINT publishing_decidingb_ward_id_269c7294_fk_places_wa FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_guidance
    ADD CONSTRAINT publishing_guidance_changed_by_id_b68f33d4_fk_people_user_id FOREIGN KEY (changed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_guidanceversion
    ADD CONSTRAINT publishing_guidancev_guidance_id_c7485710_fk_publishin FOREIGN KEY (guidance_id) REFERENCES public.publishing_guidance(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_guidanceversion
    ADD CONSTRAINT publishing_guidancev_published_by_id_1c069145_fk_people_us FOREIGN KEY (published_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_action_id_96eeb569_fk_plans_action_id FOREIGN KEY (action_id) REFERENCES public.plans_action(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_approved_by_id_9bffa3d0_fk_people_user_id FOREIGN KEY (approved_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_award_id_01f0841e_fk_funding_application_id FOREIGN KEY (award_id) REFERENCES public.funding_application(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_changed_by_id_b9ad9447_fk_people_user_id FOREIGN KEY (changed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_drafted_by_id_fc354c79_fk_people_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_goes_on_by_id_507f287c_fk_people_user_id FOREIGN KEY (goes_on_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_priority_id_2872710c_fk_plans_priority_id FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item
    ADD CONSTRAINT publishing_item_role_id_9ea2c9bc_fk_office_sevenrole_id FOREIGN KEY (role_id) REFERENCES public.office_sevenrole(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item_wards
    ADD CONSTRAINT publishing_item_wards_item_id_cde4092a_fk_publishing_item_id FOREIGN KEY (item_id) REFERENCES public.publishing_item(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_item_wards
    ADD CONSTRAINT publishing_item_wards_ward_id_74ddcf2b_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_movedaddress
    ADD CONSTRAINT publishing_movedaddress_moved_by_id_edc7c128_fk_people_user_id FOREIGN KEY (moved_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_photo
    ADD CONSTRAINT publishing_photo_item_id_7dc70f3b_fk_publishing_item_id FOREIGN KEY (item_id) REFERENCES public.publishing_item(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_photo
    ADD CONSTRAINT publishing_photo_small_id_2e08607f_fk_foundation_storedfile_id FOREIGN KEY (small_id) REFERENCES public.foundation_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_photo
    ADD CONSTRAINT publishing_photo_wide_id_7cdc1d65_fk_foundation_storedfile_id FOREIGN KEY (wide_id) REFERENCES public.foundation_storedfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_publishedfigure
    ADD CONSTRAINT publishing_published_entered_by_id_82a38ea4_fk_people_us FOREIGN KEY (entered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_strategyline
    ADD CONSTRAINT publishing_strategyl_version_id_86c2a883_fk_publishin FOREIGN KEY (version_id) REFERENCES public.publishing_strategyversion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_strategyversion
    ADD CONSTRAINT publishing_strategyv_drafted_by_id_49d1d98e_fk_people_us FOREIGN KEY (drafted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_strategyversion
    ADD CONSTRAINT publishing_strategyv_published_by_id_ff58db4b_fk_people_us FOREIGN KEY (published_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_strategyversion
    ADD CONSTRAINT publishing_strategyv_strategy_id_3211ad03_fk_publishin FOREIGN KEY (strategy_id) REFERENCES public.publishing_strategy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_subscriberlist
    ADD CONSTRAINT publishing_subscribe_applied_by_id_6813a406_fk_people_us FOREIGN KEY (applied_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_subscriberlist
    ADD CONSTRAINT publishing_subscriberlist_read_by_id_a780b334_fk_people_user_id FOREIGN KEY (read_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_subscription
    ADD CONSTRAINT publishing_subscript_goes_on_from_id_aef30f81_fk_publishin FOREIGN KEY (goes_on_from_id) REFERENCES public.publishing_subscription(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_subscription
    ADD CONSTRAINT publishing_subscript_place_id_5f8caebf_fk_places_na FOREIGN KEY (place_id) REFERENCES public.places_namedplace(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_subscription
    ADD CONSTRAINT publishing_subscript_priority_id_bb917926_fk_plans_pri FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_subscription
    ADD CONSTRAINT publishing_subscript_subscriber_id_aa71c5f2_fk_publishin FOREIGN KEY (subscriber_id) REFERENCES public.publishing_subscriber(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_subscription
    ADD CONSTRAINT publishing_subscription_ward_id_c56d2666_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_usefullink_wards
    ADD CONSTRAINT publishing_usefullin_usefullink_id_ef98c358_fk_publishin FOREIGN KEY (usefullink_id) REFERENCES public.publishing_usefullink(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_usefullink_wards
    ADD CONSTRAINT publishing_usefullink_wards_ward_id_50f5a5fc_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_wish_places
    ADD CONSTRAINT publishing_wish_plac_namedplace_id_df784640_fk_places_na FOREIGN KEY (namedplace_id) REFERENCES public.places_namedplace(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_wish_places
    ADD CONSTRAINT publishing_wish_places_wish_id_662752a2_fk_publishing_wish_id FOREIGN KEY (wish_id) REFERENCES public.publishing_wish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_wish_priorities
    ADD CONSTRAINT publishing_wish_prio_priority_id_f1ef09b8_fk_plans_pri FOREIGN KEY (priority_id) REFERENCES public.plans_priority(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_wish_priorities
    ADD CONSTRAINT publishing_wish_prio_wish_id_764ab4cf_fk_publishin FOREIGN KEY (wish_id) REFERENCES public.publishing_wish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_wish
    ADD CONSTRAINT publishing_wish_subscriber_id_fea13523_fk_publishin FOREIGN KEY (subscriber_id) REFERENCES public.publishing_subscriber(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_wish_wards
    ADD CONSTRAINT publishing_wish_wards_ward_id_d9dc2e23_fk_places_ward_id FOREIGN KEY (ward_id) REFERENCES public.places_ward(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.publishing_wish_wards
    ADD CONSTRAINT publishing_wish_wards_wish_id_df7c7b19_fk_publishing_wish_id FOREIGN KEY (wish_id) REFERENCES public.publishing_wish(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_user_id_8146e70c_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;

DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'wapentake_app') THEN
    REVOKE DELETE, UPDATE ON public.funding_account FROM wapentake_app;
    REVOKE DELETE, UPDATE ON public.funding_balance FROM wapentake_app;
    REVOKE DELETE, UPDATE ON public.funding_decision FROM wapentake_app;
    REVOKE DELETE, INSERT, UPDATE ON public.funding_entry FROM wapentake_app;
    REVOKE DELETE, INSERT, UPDATE ON public.funding_transfer FROM wapentake_app;
  END IF;
END $$;

"""First store"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('blob',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_blob'))
    )
    op.create_table('event',
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at_utc', sa.Text(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('prev', sa.Text(), nullable=False),
    sa.Column('mac', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_event'))
    )
    op.create_index('ix_event_about_seq', 'event', ['about', 'seq'], unique=False)
    op.create_table('holiday_override',
    sa.Column('nation', sa.Text(), nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('recorded_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('nation', 'day', name=op.f('pk_holiday_override'))
    )
    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('doc', sa.Text(), nullable=False),
    sa.Column('nation', sa.Text(), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person'))
    )
    op.create_table('person_prefix',
    sa.Column('token', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('token', 'person_id', name=op.f('pk_person_prefix')),
    sqlite_with_rowid=False
    )
    op.create_table('setting',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_setting'))
    )
    op.create_table('source',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('basis', sa.Text(), nullable=False),
    sa.Column('recipients', sa.Text(), nullable=False),
    sa.Column('retention', sa.Text(), nullable=False),
    sa.Column('encrypted', sa.Text(), nullable=False),
    sa.Column('built_in', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.Text(), nullable=False),
    sa.Column('last_import', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_source')),
    sa.UniqueConstraint('key', name=op.f('uq_source_key')),
    sa.UniqueConstraint('name', name=op.f('uq_source_name'))
    )
    op.create_table('suppression',
    sa.Column('token', sa.Text(), nullable=False),
    sa.Column('since', sa.Text(), nullable=False),
    sa.Column('request', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('token', name=op.f('pk_suppression'))
    )
    op.create_table('event_reason',
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['seq'], ['event.seq'], name=op.f('fk_event_reason_seq_event')),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_event_reason'))
    )
    op.create_table('identifier',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('shown', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_identifier_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', 'kind', 'value', name=op.f('pk_identifier')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_identifier_kind_value', 'identifier', ['kind', 'value'], unique=False)
    op.create_table('import_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('file', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('category', sa.Text(), nullable=False),
    sa.Column('mapping', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('records', sa.Integer(), nullable=False),
    sa.Column('people_new', sa.Integer(), nullable=False),
    sa.Column('people_matched', sa.Integer(), nullable=False),
    sa.Column('unchanged', sa.Integer(), nullable=False),
    sa.Column('refused', sa.Integer(), nullable=False),
    sa.Column('blocked', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_import_batch_source_id_source')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batch'))
    )
    op.create_index(op.f('ix_import_batch_source_id'), 'import_batch', ['source_id'], unique=False)
    op.create_table('message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('blob_id', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('message_id', sa.Text(), nullable=False),
    sa.Column('content_key', sa.Text(), nullable=False),
    sa.Column('in_reply_to', sa.Text(), nullable=False),
    sa.Column('references', sa.Text(), nullable=False),
    sa.Column('file', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('from_name', sa.Text(), nullable=False),
    sa.Column('from_address', sa.Text(), nullable=False),
    sa.Column('reply_to', sa.Text(), nullable=False),
    sa.Column('to', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('quoted', sa.Text(), nullable=False),
    sa.Column('header_date', sa.Text(), nullable=False),
    sa.Column('received_at', sa.Text(), nullable=False),
    sa.Column('received_on', sa.Text(), nullable=False),
    sa.Column('received_note', sa.Text(), nullable=False),
    sa.Column('added_at', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('suggested', sa.Text(), nullable=False),
    sa.Column('answer_by', sa.Text(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('doc', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['blob_id'], ['blob.id'], name=op.f('fk_message_blob_id_blob')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message')),
    sa.UniqueConstraint('sha256', name=op.f('uq_message_sha256'))
    )
    op.create_index(op.f('ix_message_content_key'), 'message', ['content_key'], unique=False)
    op.create_index(op.f('ix_message_from_address'), 'message', ['from_address'], unique=False)
    op.create_index(op.f('ix_message_message_id'), 'message', ['message_id'], unique=False)
    op.create_index('ix_message_state_answer_by', 'message', ['state', 'answer_by'], unique=False)
    op.create_index('ix_message_state_received_at', 'message', ['state', 'received_at'], unique=False)
    op.create_table('attachment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('blob_id', sa.Text(), nullable=True),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('original_name', sa.Text(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['blob_id'], ['blob.id'], name=op.f('fk_attachment_blob_id_blob')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_attachment_message_id_message')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment'))
    )
    op.create_index(op.f('ix_attachment_message_id'), 'attachment', ['message_id'], unique=False)
    op.create_table('record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('category', sa.Text(), nullable=False),
    sa.Column('row_key', sa.Text(), nullable=False),
    sa.Column('row_hash', sa.Text(), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('provenance', sa.Text(), nullable=False),
    sa.Column('recorded_on', sa.Text(), nullable=True),
    sa.Column('last_engaged_on', sa.Text(), nullable=True),
    sa.Column('agreed_until', sa.Text(), nullable=True),
    sa.Column('kept_until', sa.Text(), nullable=True),
    sa.Column('kept_note', sa.Text(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.Column('gone', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_record_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_record_person_id_person')),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_record_source_id_source')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record')),
    sa.UniqueConstraint('source_id', 'category', 'row_key', name=op.f('uq_record_source_id_category_row_key'))
    )
    op.create_index('ix_record_kept_until', 'record', ['kept_until'], unique=False, sqlite_where=sa.text('kept_until IS NOT NULL'))
    op.create_index(op.f('ix_record_person_id'), 'record', ['person_id'], unique=False)
    op.create_table('suggestion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('asks', sa.Boolean(), nullable=False),
    sa.Column('because', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_suggestion_message_id_message')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion'))
    )
    op.create_index(op.f('ix_suggestion_message_id'), 'suggestion', ['message_id'], unique=False)
    op.create_table('request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('waiting_for', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('received_at', sa.Text(), nullable=False),
    sa.Column('received_on', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('restated', sa.Text(), nullable=False),
    sa.Column('nation', sa.Text(), nullable=False),
    sa.Column('policy_version', sa.Text(), nullable=False),
    sa.Column('opened_at', sa.Text(), nullable=False),
    sa.Column('closed_at', sa.Text(), nullable=True),
    sa.Column('policy_due', sa.Text(), nullable=True),
    sa.Column('statutory_due', sa.Text(), nullable=True),
    sa.Column('statutory_state', sa.Text(), nullable=False),
    sa.Column('effective_due', sa.Text(), nullable=True),
    sa.Column('act_by', sa.Text(), nullable=True),
    sa.Column('decided_by', sa.Text(), nullable=False),
    sa.Column('working', sa.Text(), nullable=False),
    sa.Column('due_instant', sa.Text(), nullable=True),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('settled', sa.Text(), nullable=False),
    sa.Column('settled_note', sa.Text(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('outcome_note', sa.Text(), nullable=False),
    sa.Column('password_by', sa.Text(), nullable=False),
    sa.Column('released_at', sa.Text(), nullable=True),
    sa.Column('released_how', sa.Text(), nullable=False),
    sa.Column('recipient_name', sa.Text(), nullable=False),
    sa.Column('recipient_email', sa.Text(), nullable=False),
    sa.Column('recipient_postal', sa.Text(), nullable=False),
    sa.Column('doc', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_request_person_id_person')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_request_record_id_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request')),
    sa.UniqueConstraint('reference', name=op.f('uq_request_reference'))
    )
    op.create_index('ix_request_effective_due', 'request', ['effective_due'], unique=False)
    op.create_index(op.f('ix_request_person_id'), 'request', ['person_id'], unique=False)
    op.create_index('ix_request_state_effective_due', 'request', ['state', 'effective_due'], unique=False)
    op.create_table('export',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('built_for', sa.Text(), nullable=False),
    sa.Column('made_at', sa.Text(), nullable=False),
    sa.Column('records', sa.Integer(), nullable=False),
    sa.Column('redacted', sa.Integer(), nullable=False),
    sa.Column('withheld', sa.Integer(), nullable=False),
    sa.Column('files', sa.Text(), nullable=False),
    sa.Column('blob_id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['blob_id'], ['blob.id'], name=op.f('fk_export_blob_id_blob')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_export_person_id_person')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_export_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_export'))
    )
    op.create_index(op.f('ix_export_person_id'), 'export', ['person_id'], unique=False)
    op.create_index(op.f('ix_export_request_id'), 'export', ['request_id'], unique=False)
    op.create_table('finding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('redactions', sa.Text(), nullable=False),
    sa.Column('others', sa.Text(), nullable=False),
    sa.Column('row_hash', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_finding_record_id_record')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_finding_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding')),
    sa.UniqueConstraint('request_id', 'record_id', name=op.f('uq_finding_request_id_record_id'))
    )
    op.create_index(op.f('ix_finding_record_id'), 'finding', ['record_id'], unique=False)
    op.create_index('ix_finding_request_id_decision', 'finding', ['request_id', 'decision'], unique=False)
    op.create_table('identity_check',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('seen', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_identity_check_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_identity_check'))
    )
    op.create_index(op.f('ix_identity_check_request_id'), 'identity_check', ['request_id'], unique=False)
    op.create_table('letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('template_version', sa.Text(), nullable=False),
    sa.Column('template_text', sa.Text(), nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('made_at', sa.Text(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('blob_id', sa.Text(), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('approved_at', sa.Text(), nullable=True),
    sa.Column('sent_at', sa.Text(), nullable=True),
    sa.Column('sent_how', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['blob_id'], ['blob.id'], name=op.f('fk_letter_blob_id_blob')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_letter_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter'))
    )
    op.create_index(op.f('ix_letter_request_id'), 'letter', ['request_id'], unique=False)
    op.create_table('request_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('on', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('recorded_at', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_request_event_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_event'))
    )
    op.create_index(op.f('ix_request_event_request_id'), 'request_event', ['request_id'], unique=False)
    op.create_table('request_message',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_request_message_message_id_message')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_request_message_request_id_request')),
    sa.PrimaryKeyConstraint('request_id', 'message_id', name=op.f('pk_request_message'))
    )
    op.create_index(op.f('ix_request_message_message_id'), 'request_message', ['message_id'], unique=False)
    op.create_table('source_search',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('found', sa.Integer(), nullable=False),
    sa.Column('terms', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_source_search_request_id_request')),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_source_search_source_id_source')),
    sa.PrimaryKeyConstraint('request_id', 'source_id', name=op.f('pk_source_search'))
    )

    op.execute("CREATE VIRTUAL TABLE person_search USING fts5(doc, content='person', content_rowid='id', tokenize='trigram', detail=none)")
    op.execute("INSERT INTO person_search(person_search, rank) VALUES('secure-delete', 1)")
    op.execute("CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END")
    op.execute("CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the trail is never shortened'); END")

"""Every kind of request"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('case_detail',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_case_detail_request_id_request')),
    sa.PrimaryKeyConstraint('request_id', 'key', name=op.f('pk_case_detail')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('case_detail', schema=None) as batch_op:
        batch_op.create_index('ix_case_detail_key_value', ['key', 'value'], unique=False)

    op.create_table('hold',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('request_id', sa.Integer(), nullable=True),
    sa.Column('ground', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('raised_at', sa.Text(), nullable=False),
    sa.Column('raised_by', sa.Text(), nullable=False),
    sa.Column('released_at', sa.Text(), nullable=True),
    sa.Column('released_because', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_hold_person_id_person')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_hold_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hold'))
    )
    with op.batch_alter_table('hold', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hold_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_hold_request_id'), ['request_id'], unique=False)

    op.create_table('holder_task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('colleague', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('asked_on', sa.Text(), nullable=False),
    sa.Column('chased_on', sa.Text(), nullable=False),
    sa.Column('next_chase', sa.Text(), nullable=True),
    sa.Column('answered_on', sa.Text(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_holder_task_request_id_request')),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_holder_task_source_id_source')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holder_task'))
    )
    with op.batch_alter_table('holder_task', schema=None) as batch_op:
        batch_op.create_index('ix_holder_task_next_chase', ['next_chase'], unique=False)
        batch_op.create_index(batch_op.f('ix_holder_task_request_id'), ['request_id'], unique=False)

    op.create_table('request_link',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['other_id'], ['request.id'], name=op.f('fk_request_link_other_id_request')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_request_link_request_id_request')),
    sa.PrimaryKeyConstraint('request_id', 'other_id', name=op.f('pk_request_link'))
    )
    with op.batch_alter_table('request_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_request_link_other_id'), ['other_id'], unique=False)



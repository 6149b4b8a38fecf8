"""What the office has settled for itself: one row per setting that differs from its default."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from smsdpo.model.base import Base, Payload


class SettingRow(Base):
    """A setting's value; which settings there are is declared in `core/settings.py`."""

    __tablename__ = "setting"
    __kind__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(Payload)
    changed_at: Mapped[datetime]

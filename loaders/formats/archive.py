"""The zip archives that docx and xlsx are: looked at before they are opened."""

import io
import zipfile

from ontology.errors import SourceError

_LARGEST = 400_000_000  # bytes, unpacked
_OLD = b"\xd0\xcf\x11\xe0"


def check_archive(data: bytes, name: str, member: str) -> None:
    """Raises SourceError if the bytes are no office file with this member, or would unpack to too much."""
    if data.startswith(_OLD):
        raise SourceError(f"{name} is encrypted or of the format before 2007: save it unprotected in the present one")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SourceError(f"{name} is broken: it is not the zip archive that its format is") from error
    if size > _LARGEST:
        raise SourceError(f"{name} would unpack to {size:,} bytes, more than {_LARGEST:,}: split it")
    if member not in members:
        raise SourceError(f"{name} is a zip archive without {member}: it is not of the format that its name says")

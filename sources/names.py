"""Which names can be captures': beside them lie their sidecars, expected articles and notes."""

_COMPANIONS = (".meta.json", ".expected.json")


def may_be_capture(name: str) -> bool:
    """Whether a file of this name, without its folders, is to be opened at all."""
    return not name.startswith((".", "README")) and not name.endswith(_COMPANIONS)

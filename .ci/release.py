"""Prepares what a release consists of; .github/workflows/release.yml runs it.

    release.py links URL REF                      make the links of README.md absolute, and name the repository in the wheel
    release.py archive PROGRAM TARGET PAGES OUT   put the program, its pages and documents into an archive with its checksum
"""

import hashlib
import re
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = (".svg", ".png", ".gif", ".jpg")
DOCUMENTS = ["README.md", "README.zh.md", "CHANGELOG.md", "LICENSE", "LICENSE-APACHE", "LICENSE-MIT"]


def absolute(text, url, ref):
    """The Markdown with every link to a file of the repository as an address; code stays as it is."""

    def address(found):
        before, target, after = found.groups()
        if re.match(r"[a-z+]+:|#|//", target):
            return found[0]
        kind = "raw" if target.partition("#")[0].endswith(PICTURES) else "blob"
        return f"{before}{url}/{kind}/{ref}/{target}{after}"

    parts = re.split(r"(^```.*?^```$|`[^`\n]*`)", text, flags=re.MULTILINE | re.DOTALL)
    for at in range(0, len(parts), 2):
        for link in (r"(\]\()([^)\s]+)(\))", r"""(\b(?:href|src|srcset)=")([^"\s]+)(")"""):
            parts[at] = re.sub(link, address, parts[at])
    return "".join(parts)


def links(url, ref):
    readme = ROOT / "README.md"
    readme.write_text(absolute(readme.read_text("utf-8"), url, ref), "utf-8")
    with open(ROOT / "pyproject.toml", "a", encoding="utf-8") as file:
        file.write(f'\n[project.urls]\nRepository = "{url}"\nChangelog = "{url}/blob/{ref}/CHANGELOG.md"\n')


def archive(program, target, pages, out):
    version = re.search(r'^version = "(.*)"', (ROOT / "Cargo.toml").read_text("utf-8"), re.MULTILINE)[1]
    name = f"plancheck-{version}-{target}"
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, name)
        shutil.copytree(pages, folder)
        for file in [program, *(ROOT / document for document in DOCUMENTS)]:
            shutil.copy(file, folder)
        form = "zip" if "windows" in target else "gztar"
        made = Path(shutil.make_archive(str(Path(out).absolute() / name), form, work, name))
    checksum = hashlib.sha256(made.read_bytes()).hexdigest()
    made.with_name(f"{made.name}.sha256").write_text(f"{checksum}  {made.name}\n", "utf-8")
    print(f"{checksum}  {made.name}")


if __name__ == "__main__":
    commands = {("links", 2): links, ("archive", 4): archive}
    command = commands.get((sys.argv[1] if len(sys.argv) > 1 else "", len(sys.argv) - 2))
    if command is None:
        sys.exit(__doc__)
    command(*sys.argv[2:])

"""Writes target/site: the notebooks, the gallery and the guides as pages that need no kernel and no network.

    python -m website.build
"""

import shutil

from common import NOTEBOOKS, ROOT, Problem, counted, main, say
from plotly_js import ONLINE, integrity_asked, integrity_of
from website import gallery_pages, guides, links, notebook_pages, program, shell

FOLDER = ROOT / "target" / "site"
README = "README.md"
# The tour has a page of its own.
TOUR = "## Tour\n"
TOUR_BEGINS, TOUR_ENDS = "<!-- tour: ", "<!-- end of tour -->"
TOUR_PAGE = "tour.html"
GALLERY = "docs/gallery/README.md"


def command():
    build(program.draw())
    found = list(links.problems(FOLDER))
    for what in found:
        say(f"site: {what}")
    say(f"Site: {counted(len(list(FOLDER.glob('*.html'))), 'page')} in {FOLDER.relative_to(ROOT)}, begin with index.html")
    return 1 if found else 0


def build(drawn, folder=FOLDER):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    add_plotly(folder)
    for path in pictures():
        shutil.copy(path, folder / path.name)
    write_guides(folder)
    gallery_pages.write(drawn, folder)
    for path in notebooks():
        (folder / f"{path.stem}.html").write_text(notebook_pages.html(path), encoding="utf-8")


def add_plotly(folder):
    """The one file that figures run, or none."""
    ONLINE.ensure()
    content = ONLINE.require().read_bytes()
    if integrity_of(content) != integrity_asked():
        raise Problem(f"{ONLINE.require()} is not {ONLINE.title} as the figures ask for it. {ONLINE.remedy}")
    (folder / shell.PLOTLY_FILE).write_bytes(content)


def notebooks():
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def pictures():
    """The drawings that guides show, their own and those of the gallery."""
    return [path for folder in (ROOT / "docs", ROOT / "docs" / "gallery") for path in sorted(folder.glob("*.svg"))]


def guide_paths():
    return [ROOT / "SECURITY.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def pages():
    """The site's name for each file of the project that it shows."""
    shown = {README: "index.html", GALLERY: gallery_pages.PAGE, "docs/gallery": gallery_pages.PAGE}
    for path in guide_paths():
        shown[str(path.relative_to(ROOT))] = f"{path.stem.lower()}.html"
    for path in notebooks():
        shown[str(path.relative_to(ROOT))] = f"{path.stem}.html"
    for path in pictures():
        shown[str(path.relative_to(ROOT))] = path.name
    return {**shown, TOUR_PAGE: TOUR_PAGE}


def write_guides(folder):
    index, tour = parted((ROOT / README).read_text(encoding="utf-8"))
    write_page(folder, "index.html", README, index)
    write_page(folder, TOUR_PAGE, README, tour)
    for path in guide_paths():
        name = str(path.relative_to(ROOT))
        write_page(folder, pages()[name], name, path.read_text(encoding="utf-8"))


def write_page(folder, name, path, markdown):
    content = guides.to_html(markdown, path, pages())
    (folder / name).write_text(shell.page(guides.title_of(markdown), content), encoding="utf-8")


def parted(readme):
    """README without its tour, which a link stands for, and the tour."""
    before, begins, rest = readme.partition(TOUR_BEGINS)
    tour, ends, after = rest.partition(TOUR_ENDS)
    if not begins or not ends or not before.endswith(f"{TOUR}\n"):
        raise Problem(f"{README} has no tour between `{TOUR_BEGINS.strip()}` and `{TOUR_ENDS}`")
    link = f"[All in a few programs]({TOUR_PAGE})."
    return f"{before}{link}{after}", f"# Tour\n{tour.partition('-->')[2]}"


if __name__ == "__main__":
    main(command)

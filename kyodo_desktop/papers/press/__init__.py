"""The press: how every paper is typeset. No Qt, no database; it may run in any thread or process.

Places are millimetres from the page's top left corner; sizes of type and thicknesses of rules are points.

    fonts = Fonts(paths, named={"ipamj": path})             # faces: cheap, one per program is enough
    missing(fonts, texts, "mincho", accepted)               # glyphs: Lack(cluster, kind), ask before issuing

    page = Page(out, fonts, title="委員名簿", author="川口市", size=A4, accepted=frozenset())    # page
    page.text(x, y, "委員名簿", Style("gothic", 16), align="center", width=170)
    used = page.paragraph(x, y, width, text, Style("mincho", 10.5), align="justify", indent=1)
    page.vertical(x, y, width, height, "1号委員\\n市民", style)
    page.rule(x1, y1, x2, y2, 0.5); page.box(x, y, width, height, 1.0, fill=0.9)
    page.bookmark("名簿", 0); page.new_page(); page.finish()

    page.text(x, y, "1 目的", style, role="H2")            # role: P, H1 …, Artifact, or an Element
    label, said = page.entry(level); page.text(x, y, "1", style, role=label)      # a list's entry
    with page.within("Table"): …                            # what is drawn inside is its content
    figure = page.figure("円グラフ：…"); with page.inside(figure): …              # with alternate text

    Style(face, size, leading=0, digits="as_is", hang=True, ink=0)                # style
    Align: left, center, right, justify, spread (均等割), grid (字取り)           # setting

    table = Table(columns, rows, look=Look(...))                                  # table
    y = yield from table.draw(page, x, y, bottom=275, top=25)                     # Progress; then the y below
    flow = Flow(page, left, width, top, bottom, y); flow.paragraph(text, style)   # flow: turns pages itself
    stamp(page, "資料1"); page_number(page, 3)                                    # stamp
    yield from bind(parts, path, fonts, Binding(title="資料一式"))                # bundle: Part(...)
    write_whole(path, write)                                                      # output

Errors: MissingGlyph, OutputFailed, DiskFull. A MissingGlyph raised while drawing means that `missing` wasn't
asked first.
"""

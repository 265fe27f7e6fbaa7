/**
 * How a print looks, for Typst: the general layout, which every type has. What it says comes as data (`Printed`) and is
 * never read as markup. A heading stays with what follows it; the watermark and what runs at the head and the foot of
 * each page are no part of what a screen reader reads. A very long word breaks anywhere, as it would run off the page.
 */
export const GENERAL = `
#let print = json(bytes(sys.inputs.print))
#let ink = rgb("#1d2b36")
#let quiet = luma(35%)
#let hair = 0.4pt + luma(65%)
#let small(body) = text(size: 8.5pt, fill: quiet, body)

#set document(title: print.title, date: none)
#set text(
  lang: "sv",
  font: ("Source Sans 3", "Noto Sans Arabic", "Noto Sans Hebrew"),
  fallback: false,
  size: 10.5pt,
  hyphenate: false,
)
#set par(leading: 0.6em, spacing: 0.9em)
#set list(marker: "•", indent: 0mm, body-indent: 2mm, spacing: 0.7em)
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 24mm, bottom: 27mm),
  background: if print.watermark != none {
    rotate(-55deg, text(size: 96pt, weight: 600, fill: luma(92%), print.watermark))
  },
  header: context if counter(page).get().first() > 1 {
    small(grid(
      columns: (1fr, auto),
      column-gutter: 8mm,
      align: (left, right),
      print.title + linebreak() + print.subject,
      print.mark.join(linebreak()),
    ))
    v(-2mm)
    line(length: 100%, stroke: hair)
  },
  footer: context {
    line(length: 100%, stroke: hair)
    v(-2mm)
    small(grid(
      columns: (1fr, auto),
      column-gutter: 8mm,
      print.foot.join(linebreak()),
      "Sida " + str(counter(page).get().first()) + " av " + str(counter(page).final().first()),
    ))
  },
)

#show heading.where(level: 1): it => block(below: 2.6mm, text(size: 20pt, weight: 600, fill: ink, it.body))
#show heading.where(level: 2): it => block(
  width: 100%,
  above: 7.4mm,
  below: 4mm,
  stroke: (bottom: 0.8pt + ink),
  inset: (bottom: 1.6mm),
  text(size: 13pt, weight: 600, fill: ink, it.body),
)
#show heading.where(level: 3): it => block(
  above: 4.6mm,
  below: 2.3mm,
  text(size: 10pt, weight: 600, fill: ink, it.body),
)
// a space of no width to speak of: without any there is no place to break at
#show regex("\\\\S{41,}"): it => it.text.clusters().join(h(0.001pt))

#let facts(of, columns: (1fr, 1fr)) = grid(
  columns: columns,
  column-gutter: 8mm,
  row-gutter: 3.6mm,
  ..of.map(fact => par(small(fact.label) + linebreak() + fact.lines.join(linebreak()))),
)

#let empty = text(fill: quiet, "Ej angivet")
// a paragraph is tagged as one, loose text is not
#let said(lines, between) = par(if lines.len() == 0 { empty } else { lines.join(between) })
// a few short rows stay together; where there is more, each page begins with the heads, and nothing is too tall for one
#let in-columns(of) = {
  let widest(place) = calc.max(0, ..of.rows.map(row => row.at(place).len()))
  let places = range(of.heads.len())
  let splits = of.rows.len() > 4 or places.any(place => widest(place) > 200)
  block(below: 4.6mm, breakable: splits, table(
    columns: places.map(place => if place == of.wide or widest(place) > 40 { 1fr } else { auto }),
    column-gutter: 8mm,
    inset: (x: 0mm, y: 1.5mm),
    stroke: none,
    table.header(..of.heads.map(small), table.hline(stroke: hair)),
    ..of.rows.map(row => (
      ..row.map(words => table.cell(breakable: words.len() > 200, if words == "" { empty } else { words })),
      table.hline(stroke: hair),
    )).flatten(),
  ))
}
#let beside(question) = block(
  width: 100%,
  above: 3mm,
  below: 3mm,
  breakable: false,
  stroke: (bottom: hair),
  inset: (bottom: 1.3mm),
  grid(
    columns: (1fr, 26mm),
    column-gutter: 6mm,
    align: bottom,
    heading(level: 3, question.label),
    said(question.lines, linebreak()),
  ),
)
#let below(question, title) = {
  // a part of the form that asks one thing needs no second heading
  if question.label != title { heading(level: 3, question.label) }
  if question.table != none { in-columns(question.table) }
  else {
    block(below: 4.6mm, {
      if question.form == "LIST" and question.lines.len() > 0 { list(..question.lines) }
      else { said(question.lines, if question.form == "ROW" { ", " } else { linebreak() }) }
    })
  }
}

#grid(
  columns: (1fr, auto),
  column-gutter: 6mm,
  {
    // these letters get no line of their own
    heading(level: 1, print.title.replace(" m.m.", sym.space.nobreak + "m.m."))
    text(fill: quiet, print.form)
  },
  box(
    stroke: 1pt + ink,
    radius: 1.5mm,
    inset: (x: 3.2mm, y: 2.4mm),
    align(center, text(fill: ink, text(weight: 600, print.mark.first()) + print.mark.slice(1).map(more => linebreak() + more).join())),
  ),
)
#v(3mm)
#for notice in print.notices {
  block(width: 100%, above: 3mm, below: 5mm, fill: luma(95%), inset: 3mm, radius: 1mm, notice)
}
#facts(print.facts)
#for category in print.categories {
  heading(level: 2, category.title)
  for (place, question) in category.questions.enumerate() {
    let shown = if question.form == "BESIDE" { beside(question) } else { below(question, category.title) }
    let is-last = category == print.categories.last() and place + 1 == category.questions.len()
    // who answers for it does not stand alone on a page; a long text reaches there by itself
    let long = question.lines.map(line => line.len()).sum(default: 0) > 400
    if is-last and not long { block(sticky: true, above: 4.6mm, shown) } else { shown }
  }
}
#v(8mm)
#block(breakable: false, {
  heading(level: 2, print.issuer.title)
  facts(print.issuer.facts, columns: (5fr, 5fr, 3fr))
})
`;

namespace NetGen;

/// <summary>The style sheets. None may hold a character that XML escapes.</summary>
internal static class ReportStyle
{
    /// <summary>Colours that those who see few colours can tell apart (Okabe and Ito, "Color Universal Design"), on light, dark and paper.</summary>
    public const string Colors = """

        :root {
          color-scheme: light dark;
          --ground: #f4f5f7; --paper: #ffffff; --ink: #1c2127; --muted: #5b6570; --line: #dfe3e8;
          --train: #0072b2; --validation: #d55e00; --strong: #ffffff; --middling: #1c2127; --box: #f4f7fa;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --ground: #0f1216; --paper: #171b21; --ink: #e7eaee; --muted: #a0a9b4; --line: #303842;
            --train: #56b4e9; --validation: #e69f00; --strong: #0f1216; --middling: #0f1216; --box: #1d232b;
          }
        }

        """;

    /// <summary>What stands in pictures.</summary>
    public const string Figures = """

        .figure { display: block; width: 100%; height: auto; font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        .figure text { fill: var(--ink); font-variant-numeric: tabular-nums; }
        .figure .name { font-size: 15px; font-weight: 600; }
        .figure .legend { font-size: 14px; }
        .figure .tick { font-size: 12.5px; fill: var(--muted); }
        .figure .detail { font-size: 12.5px; fill: var(--muted); }
        .figure .class { font-size: 13px; }
        .figure .code { font-size: 12px; font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--muted); }
        .figure .end { text-anchor: end; }
        .figure .middle { text-anchor: middle; }
        .figure .grid { stroke: var(--line); stroke-width: 1; }
        .figure .axis { stroke: var(--muted); stroke-width: 1; }
        .figure .zero { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 2 3; }
        .figure .frame { fill: none; stroke: var(--line); }
        .figure .curve { fill: none; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
        .figure .curve.train { stroke: var(--train); }
        .figure .curve.validation { stroke: var(--validation); stroke-dasharray: 6 4.5; }
        .figure .train .dot { fill: var(--train); }
        .figure .validation .dot { fill: var(--validation); }
        .figure .train .point { fill: var(--train); }
        .figure .hit { fill: transparent; }
        .figure .train .hit:hover { fill: var(--train); }
        .figure .validation .hit:hover { fill: var(--validation); }
        .figure .bar { fill: var(--train); fill-opacity: 0.85; }
        .figure .right { fill: var(--train); }
        .figure .wrong { fill: var(--validation); }
        .figure .count { text-anchor: middle; }
        .figure .count.strong { fill: var(--strong); }
        .figure .count.middling { fill: var(--middling); }
        .figure .box rect { fill: var(--box); stroke: var(--line); }
        .figure .box.learned rect { stroke: var(--train); stroke-width: 1.5; }
        .figure .box.outer rect { fill: none; stroke-dasharray: 4 3; stroke: var(--muted); }
        .figure .edge { stroke: var(--muted); stroke-width: 1.25; }
        .figure .head { fill: var(--muted); }

        """;

    /// <summary>What a picture without a page needs.</summary>
    public const string Alone = """

        .figure { background: var(--paper); padding: 12px; max-width: 720px; box-sizing: border-box; }

        """;

    /// <summary>The page.</summary>
    public const string Page = """

        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 40px 24px 32px; overflow-wrap: anywhere; }
        h1 { margin: 0; font-size: 30px; line-height: 1.2; letter-spacing: -0.01em; }
        h2 { margin: 40px 0 14px; font-size: 19px; line-height: 1.3; }
        .subtitle { margin: 6px 0 0; color: var(--muted); }
        .card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 18px; }
        .facts { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 12px; margin: 26px 0 0; }
        .facts div { padding: 12px 16px; }
        .facts dt { color: var(--muted); font-size: 13.5px; }
        .facts dd { margin: 2px 0 0; font-size: 20px; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
        .facts dd small { white-space: nowrap; color: var(--muted); font-size: 14px; font-weight: 400; }
        .facts .wide, .whole { grid-column: 1 / -1; }
        .facts dd.words { font-size: 15px; font-weight: 400; line-height: 1.4; }
        .two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; align-items: start; }
        .narrow { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
        .many { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 16px; }
        figure { margin: 0; }
        table { width: 100%; border-collapse: collapse; font-size: 14.5px; font-variant-numeric: tabular-nums; }
        th, td { padding: 7px 6px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        th { color: var(--muted); font-weight: 500; font-size: 13.5px; overflow-wrap: normal; }
        tbody tr:last-child td { border-bottom: 0; }
        tr.total td { font-weight: 600; border-top: 1px solid var(--muted); }
        .number { text-align: right; overflow-wrap: normal; white-space: nowrap; }
        .layers td:nth-child(2) { white-space: nowrap; }
        td strong { font-weight: 600; }
        code { color: var(--muted); font: 13px ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        .note { color: var(--muted); font-size: 14px; margin: 12px 0 0; }
        footer { margin: 40px 0 0; color: var(--muted); font-size: 13.5px; }
        @media (max-width: 900px) {
          .many { grid-template-columns: repeat(3, minmax(0, 1fr)); }
        }
        @media (max-width: 720px) {
          main { padding: 24px 12px; }
          h1 { font-size: 25px; }
          .card { padding: 14px 12px; }
          .two, .narrow { grid-template-columns: minmax(0, 1fr); }
          .many { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; }
          .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        }
        @media (max-width: 480px) {
          .curves .name { font-size: 19px; }
          .curves .legend { font-size: 17px; }
          .curves .tick { font-size: 16px; }
          .many .name { font-size: 17px; }
          .many .detail, .many .tick { font-size: 16px; }
          .many .card { padding: 12px 10px; }
          .matrix .class { font-size: 14.5px; } .matrix .tick { font-size: 13.4px; }
          .layers th:last-child, .layers td:last-child { display: none; }
          th, td { padding: 6px 3px; }
          table { font-size: 13px; }
          code, th { font-size: 12px; }
        }
        @media print {
          @page { margin: 14mm; }
          html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
          body { background: none; font-size: 10.5pt; }
          main { max-width: none; padding: 0 1px; }
          h1 { font-size: 20pt; }
          h2 { break-after: avoid; margin: 18px 0 8px; font-size: 13pt; }
          .card { padding: 10px; }
          .card, tr { break-inside: avoid; }
          table, code { font-size: 8.5pt; }
          th { font-size: 8pt; }
          th, td { padding: 3px; }
          td:first-child { min-width: 8em; }
          .facts dd { font-size: 12pt; }
          .facts dt, .facts dd small, .facts dd.words, .note, .subtitle { font-size: 9pt; }
          .two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .narrow { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
          .many { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px; }
          .facts { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 8px; }
        }

        """;
}

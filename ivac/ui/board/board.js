// The rating board. The page gives `data`; the board gives back numbered taps until they are confirmed,
// and the phase that somebody wants to go deeper into.

const LATE = 4000; // milliseconds after which an unconfirmed tap is said aloud

const boards = new WeakMap();

export default function (component) {
  const { parentElement, setStateValue, setTriggerValue } = component;
  const data = JSON.parse(component.data.board);
  let state = boards.get(parentElement);
  if (!state) {
    state = { number: data.confirmed, waiting: [], drawn: null };
    boards.set(parentElement, state);
  }
  state.number = Math.max(state.number, data.confirmed);
  state.waiting = state.waiting.filter((tap) => tap.number > data.confirmed);
  const root = parentElement.querySelector(".board");
  const status = parentElement.querySelector(".saved");

  const answers = Object.fromEntries(data.phases.map((phase) => [phase.id, phase.answer]));
  for (const tap of state.waiting) {
    if (tap.activity === data.activity && tap.assessment === data.assessment) answers[tap.phase] = tap.answer;
  }

  // Draw anew only when the words or the activity change: focus and open details then survive every tap.
  const drawn = JSON.stringify([data.activity, data.assessment, data.questions, data.levels, data.texts]);
  if (state.drawn !== drawn) {
    state.drawn = drawn;
    root.replaceChildren(...data.phases.map((phase) => drawPhase(phase, data)));
  }
  for (const phase of data.phases) showPhase(root, phase, answers[phase.id], data);
  sayWhetherSaved();

  root.onchange = ({ target }) => {
    const section = target.closest("section");
    if (target.dataset.role === "initiative") {
      offerDecisions(section, target.value);
      section.querySelector(".help").hidden = target.value !== "residents";
      return;
    }
    tap(section.dataset.phase, target.value);
  };
  root.onclick = ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const section = button.closest("section");
    if (button.dataset.role === "undo") {
      tap(section.dataset.phase, null);
      section.querySelector("input").focus();
    }
    if (button.dataset.role === "deeper") setTriggerValue("deeper", section.dataset.phase);
  };

  function tap(phase, answer) {
    state.number += 1;
    state.waiting.push({ number: state.number, assessment: data.assessment, activity: data.activity, phase, answer });
    setStateValue("taps", [...state.waiting]);
    answers[phase] = answer;
    showPhase(root, data.phases.find(({ id }) => id === phase), answer, data);
    sayWhetherSaved();
  }

  function sayWhetherSaved() {
    clearInterval(state.timer);
    const { texts } = data;
    status.classList.remove("late");
    if (state.waiting.length === 0) {
      status.textContent = Object.values(answers).some((answer) => answer !== null) ? `✓ ${texts.saved}` : "";
      return;
    }
    status.textContent = texts.saving;
    state.timer = setInterval(() => {
      status.classList.add("late");
      status.textContent = texts.unsaved;
      // Sent again: a message that left while the server was away is gone, and a repeated tap is harmless.
      setStateValue("taps", state.waiting.map((waiting) => ({ ...waiting, sent: Date.now() })));
    }, LATE);
  }
}

function make(tag, properties = {}, ...children) {
  const { data: dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

function chip(colour) {
  const mark = make("span", { className: "chip", ariaHidden: "true" });
  mark.style.background = colour;
  return mark;
}

function option(role, phase, value, text, colour, plain = false) {
  const input = make("input", { type: "radio", name: `${role}-${phase}`, value, data: { role } });
  const words = make("span", { className: "words", textContent: text });
  const parts = colour ? [input, chip(colour), words] : [input, words];
  return make("label", { className: plain ? "option plain" : "option" }, ...parts);
}

function question(legend, className, options) {
  return make("fieldset", { className }, make("legend", { textContent: legend }), ...options);
}

function details(summary, className, ...children) {
  return make("details", { className }, make("summary", { textContent: summary }), ...children);
}

function drawPhase(phase, data) {
  const { texts, questions, levels } = data;
  const asked = questions
    ? [
        question(questions.initiative, "initiative", [
          option("initiative", phase.id, "professionals", questions.professionals),
          option("initiative", phase.id, "residents", questions.residents),
        ]),
        make("p", { className: "help", textContent: questions.help, hidden: true }),
        question(
          questions.decides,
          "decides",
          levels.map((level) => {
            const label = option("answer", phase.id, level.id, level.answer, level.colour);
            label.dataset.initiative = level.initiative;
            return label;
          }),
        ),
      ]
    : [
        question(
          texts.how,
          "levels",
          levels.map((level) => option("answer", phase.id, level.id, level.sentence, level.colour)),
        ),
      ];
  const examples = levels.filter((level) => level.examples[phase.id]);
  return make(
    "section",
    { data: { phase: phase.id }, ariaLabel: phase.name },
    make("h2", { textContent: phase.name }),
    make("p", { className: "definition", textContent: phase.definition }),
    ...asked,
    question(
      texts.other,
      "outside",
      data.outside.map(({ id, text }) => option("answer", phase.id, id, text, null, true)),
    ),
    make(
      "div",
      { className: "chosen", hidden: true },
      make("p", { className: "level" }),
      make("p", { className: "example" }),
      make("button", { type: "button", className: "quiet", textContent: texts.undo, data: { role: "undo" } }),
    ),
    make("p", { className: "wish" }),
    make(
      "div",
      { className: "more" },
      make("button", { type: "button", className: "deeper", data: { role: "deeper" } }),
      details(texts.ask, "ask", make("ul", {}, ...phase.ask.map((text) => make("li", { textContent: text })))),
      ...(examples.length
        ? [
            details(
              texts.examples,
              "examples",
              make(
                "ul",
                {},
                ...examples.map((level) =>
                  make("li", {}, chip(level.colour), make("span", {}, make("b", { textContent: `${level.name}: ` }), level.examples[phase.id])),
                ),
              ),
            ),
          ]
        : []),
    ),
  );
}

function offerDecisions(section, initiative) {
  const decides = section.querySelector(".decides");
  decides.hidden = !initiative;
  for (const label of decides.querySelectorAll("label")) label.hidden = label.dataset.initiative !== initiative;
}

function showPhase(root, phase, answer, data) {
  const section = root.querySelector(`section[data-phase="${phase.id}"]`);
  const level = data.levels.find(({ id }) => id === answer);
  for (const input of section.querySelectorAll('input[data-role="answer"]')) input.checked = input.value === answer;
  if (data.questions) {
    const touched = section.querySelector('input[data-role="initiative"]:checked');
    // A first touch on its own is no answer yet; it stays until the second one or another answer.
    const initiative = level ? level.initiative : answer === null && touched ? touched.value : null;
    for (const input of section.querySelectorAll('input[data-role="initiative"]')) input.checked = input.value === initiative;
    offerDecisions(section, initiative);
    section.querySelector(".help").hidden = initiative !== "residents" || answer !== null;
  }
  const chosen = section.querySelector(".chosen");
  chosen.hidden = answer === null;
  chosen.querySelector(".level").replaceChildren(...(level ? [chip(level.colour), level.name] : []));
  const example = level?.examples[phase.id];
  chosen.querySelector(".example").textContent = example ? `${data.texts.example} ${example}` : "";
  section.classList.toggle("answered", answer !== null);
  section.querySelector(".wish").textContent = phase.wish ?? "";
  const noted = phase.deeper ? ` · ${phase.deeper} ${data.texts.noted}` : "";
  section.querySelector(".deeper").textContent = data.texts.deeper + noted;
}

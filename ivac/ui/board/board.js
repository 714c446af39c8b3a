// The rating board. The page gives `data`; the board gives back numbered taps until they are confirmed,
// the phase that somebody wants to go deeper into, and steps to another activity.

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

  const given = {
    answer: Object.fromEntries(data.phases.map((phase) => [phase.id, phase.answer])),
    desired: Object.fromEntries(data.phases.map((phase) => [phase.id, phase.desired])),
  };
  for (const tap of state.waiting) {
    if (tap.activity === data.activity && tap.assessment === data.assessment) given[tap.asked][tap.phase] = tap.answer;
  }

  // Draw anew only when the words or the activity change: focus and open details then survive every tap.
  const { activity, assessment, questions, levels, texts, locked, desired, back, on } = data;
  const before = data.phases.map((phase) => phase.before);
  const drawn = JSON.stringify([activity, assessment, questions, levels, texts, locked, desired, back, on, before]);
  if (state.drawn !== drawn) {
    const moved = state.activity !== undefined && state.activity !== activity;
    state.drawn = drawn;
    state.activity = activity;
    root.replaceChildren(...data.phases.map((phase) => drawPhase(phase, data)));
    drawFoot(parentElement, data);
    if (moved) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
  }
  for (const phase of data.phases) showPhase(root, phase, given.answer[phase.id], given.desired[phase.id], data);
  sayWhetherSaved();

  root.onchange = ({ target }) => {
    const section = target.closest("section");
    if (target.dataset.role === "initiative") {
      offerDecisions(section, target.value);
      section.querySelector(".help").hidden = target.value !== "residents";
      return;
    }
    tap(section.dataset.phase, target.value, target.dataset.role);
  };
  root.onclick = ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const section = button.closest("section");
    if (button.dataset.role === "undo") {
      tap(section.dataset.phase, null, "answer");
      section.querySelector("input").focus();
    }
    if (button.dataset.role === "deeper") setTriggerValue("deeper", section.dataset.phase);
  };
  parentElement.querySelector(".foot").onclick = ({ target }) => {
    const button = target.closest("button");
    if (button) setTriggerValue("move", Number(button.dataset.step));
  };

  function tap(phase, answer, asked) {
    state.number += 1;
    state.waiting.push({ number: state.number, assessment, activity, phase, answer, asked });
    setStateValue("taps", [...state.waiting]);
    given[asked][phase] = answer;
    showPhase(root, data.phases.find(({ id }) => id === phase), given.answer[phase], given.desired[phase], data);
    sayWhetherSaved();
  }

  function sayWhetherSaved() {
    clearInterval(state.timer);
    status.classList.remove("late");
    if (state.waiting.length === 0) {
      status.textContent = Object.values(given.answer).some((answer) => answer !== null) ? `✓ ${texts.saved}` : "";
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

function drawFoot(parentElement, data) {
  const foot = parentElement.querySelector(".foot");
  for (const button of foot.querySelectorAll("button")) button.remove();
  foot.classList.toggle("moves", Boolean(data.back || data.on));
  if (data.back) foot.append(make("button", { type: "button", className: "back", textContent: data.back, data: { step: -1 } }));
  if (data.on) foot.append(make("button", { type: "button", className: "on", textContent: data.on, data: { step: 1 } }));
}

function drawWish(phase, data) {
  const options = data.levels.map((level) => option("desired", phase.id, level.id, level.sentence, level.colour));
  const wish = details(data.texts.wish, "wished", question(data.texts.wish, "levels", options));
  wish.querySelector("legend").className = "unseen";
  return wish;
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
    ...(phase.before ? [make("p", { className: "before", textContent: phase.before })] : []),
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
      ...(data.desired ? [drawWish(phase, data)] : []),
      ...(data.deeper ? [make("button", { type: "button", className: "deeper", data: { role: "deeper" } })] : []),
      ...(phase.ask.length
        ? [details(texts.ask, "ask", make("ul", {}, ...phase.ask.map((text) => make("li", { textContent: text }))))]
        : []),
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

function showPhase(root, phase, answer, desired, data) {
  const section = root.querySelector(`section[data-phase="${phase.id}"]`);
  const level = data.levels.find(({ id }) => id === answer);
  for (const input of section.querySelectorAll('input[data-role="answer"]')) input.checked = input.value === answer;
  for (const input of section.querySelectorAll('input[data-role="desired"]')) input.checked = input.value === desired;
  for (const input of section.querySelectorAll("input")) input.disabled = data.locked;
  section.querySelector('[data-role="undo"]').hidden = data.locked;
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
  section.querySelector(".wish").textContent = phase.said;
  const deeper = section.querySelector(".deeper");
  if (deeper) deeper.textContent = data.texts.deeper + (phase.notes ? ` · ${phase.notes} ${data.texts.noted}` : "");
}

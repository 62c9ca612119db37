// Everything on this page works without this script; with it a turn costs a few hundred bytes.
(() => {
  'use strict';
  const $ = (id) => document.getElementById(id);
  const say = document.body.dataset;
  const log = $('log'), form = $('say'), box = $('text'), status = $('status'), more = $('more');
  const idle = say.idle * 1000;
  const lines = new Map(); // every reference a line was ever known by -> its element
  const mine = new Map(); // what was typed here, by its id, since the service may take it back
  const queue = []; // what was said and is not yet stored, in order; kept nowhere else
  let socket = null, ready = false, failures = 0, busy = false, leaving = false, deaf = false;
  let used = Date.now(), told = Date.now(), pollTimer = 0, waitTimer = 0, offTimer = 0;

  const reopened = location.search !== '';
  const invited = /^#activate=([\w-]{22})$/.exec(location.hash); // browsers send this part to nobody
  if (reopened || invited) history.replaceState(null, '', '/');
  document.documentElement.classList.add('script');
  log.querySelectorAll('.line').forEach((line) => {
    line.dataset.ref.split(' ').forEach((name) => lines.set(name, line));
  });

  // Drawing ------------------------------------------------------------------------------------

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const direction = (language) => (language === 'ar' ? 'rtl' : 'ltr');
  const address = /https?:\/\/[^\s\u2066-\u2069<>"']*[^\s\u2066-\u2069<>"'.,:;!?()،؛؟]/g;

  function linked(text) {
    const parts = [];
    let end = 0;
    text.replace(address, (href, at) => {
      parts.push(text.slice(end, at),
        make('a', { href, target: '_blank', rel: 'noopener noreferrer', dir: 'ltr' }, href));
      end = at + href.length;
    });
    return [...parts, text.slice(end)];
  }

  function buttons(kind, shown, pressables, begin, numbered) {
    const several = pressables.some((one) => one[2] === 'c' && Array.isArray(one));
    return make('div', { className: kind }, ...pressables.map((one, index) => {
      const [label, end = (shown.o || '') + index, role] = [].concat(one);
      const value = (shown.d || '') + end;
      const button = make('button', { name: 'tap', value, className: role === 'm' ? 'main' : '' });
      if (several && role !== 'm') button.setAttribute('aria-pressed', String(role === 'c'));
      if (numbered) button.append(make('b', {}, String(index + 1)), ' ');
      button.append(make('span', {}, begin + label));
      return button;
    }));
  }

  function choicesOf(shown, lang) {
    const choices = make('form', { className: 'choices', dir: direction(lang), lang });
    if (shown.b) choices.append(buttons(shown.q ? 'keys' : 'options', shown, shown.b, shown.s || '', !shown.q));
    if (shown.c) choices.append(buttons('controls', shown, shown.c, '', false));
    return choices;
  }

  function lineOf(shown) {
    const lang = shown.l || 'ar';
    const said = make('p', { className: 'said', lang, dir: direction(lang) },
      make('span', { className: 'unseen' }, say.we + ' '), ...linked(shown.x));
    const line = make('div', { className: 'line' }, said);
    if (shown.f) line.append(fileOf(shown.f, '/sent/' + shown.r));
    if (shown.b || shown.c) line.append(choicesOf(shown, lang));
    line.dataset.ref = shown.r;
    offerPlace(line, shown.e);
    return line;
  }

  function fileOf([kind, name], src) {
    if (kind === 'voice') return make('audio', { className: 'sent', src, controls: true, preload: 'none' });
    const link = make('a', { className: 'sent', href: src, target: '_blank' });
    if (kind === 'photo') {
      const image = make('img', { alt: '' });
      image.onload = below;
      image.src = src;
      link.append(image);
    } else {
      link.download = name;
      link.append('📄 ', make('bdi', {}, name));
    }
    return link;
  }

  function offerPlace(line, expecting) {
    if (expecting === 'photo') more.open = true;
    if (expecting !== 'location' || !navigator.geolocation) return;
    const button = make('button', { type: 'button', className: 'main' }, say.where);
    button.addEventListener('click', sendPlace);
    line.append(make('div', { className: 'controls where' }, button));
  }

  function show(shown) {
    if (lines.has(shown.r)) return;
    const line = lineOf(shown), before = lines.get(shown.p);
    const focused = document.activeElement;
    const held = focused && log.contains(focused) ? spot(focused) : null;
    if (before && before.isConnected) {
      line.dataset.ref = before.dataset.ref + ' ' + shown.r;
      before.replaceWith(line);
    } else {
      log.append(line);
    }
    line.dataset.ref.split(' ').forEach((name) => lines.set(name, line));
    if (shown.b || shown.c || shown.e === 'location') {
      log.querySelectorAll('.choices, .where').forEach((old) => line.contains(old) || old.remove());
    }
    if (held && !log.contains(document.activeElement)) refocus(line, held);
    below();
  }

  // A toggled option keeps the keyboard where it was; any other answer moves it to the new line.
  const spot = (element) => ({
    label: element.textContent,
    at: [...log.querySelectorAll('.choices button')].indexOf(element),
  });
  function refocus(line, held) {
    const same = log.querySelectorAll('.choices button')[held.at];
    if (same && same.textContent === held.label) return same.focus();
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
  }

  function showMine(entry) {
    const said = make('p', { className: 'said' },
      make('span', { className: 'unseen' }, say.you + ' '));
    if (entry.picture) said.append(make('img', { src: entry.picture, alt: '' }));
    said.append(make('bdi', {}, entry.frame.t || entry.label || ''));
    entry.line = make('div', { className: 'line mine waiting' }, said,
      make('small', {}, say.sending));
    mine.set(entry.frame.i, entry.line);
    log.append(entry.line);
    below();
  }

  function takeBack(name) {
    const line = lines.get(name) || mine.get(name);
    if (line) line.remove();
  }

  function fold(except) {
    document.querySelectorAll('details').forEach((one) => {
      if (!one.contains(except)) one.open = false;
    });
  }
  document.addEventListener('click', (event) => fold(event.target));

  const below = () => window.scrollTo(0, document.documentElement.scrollHeight);

  function tell(text, ...buttons) {
    if (status.textContent === text && !buttons.length) return;
    status.textContent = text;
    status.append(...buttons);
    status.hidden = !status.textContent;
  }

  // Sending: one thing at a time, again under the same id until it is stored -------------------

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(9));
    return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_');
  }

  function put(frame, extra) {
    const entry = Object.assign({ frame: Object.assign({ i: newId() }, frame) }, extra);
    queue.push(entry);
    if (!frame.d) showMine(entry);
    touched();
    pump();
  }

  function pump() {
    const entry = queue[0];
    if (busy || !entry || entry.posting) return;
    if (ready && !entry.file) {
      busy = true;
      socket.send(JSON.stringify(entry.frame));
      waitTimer = setTimeout(drop, 12000);
    } else if (entry.file || failures > 1) {
      busy = true;
      post(entry);
    }
  }

  async function post(entry) {
    const body = new FormData(), frame = entry.frame;
    entry.posting = true;
    const fields = { c: say.token, n: frame.i, text: frame.t, tap: frame.d, m: frame.m };
    if (frame.g) [fields.lat, fields.lon] = frame.g;
    Object.keys(fields).forEach((name) => fields[name] && body.append(name, fields[name]));
    if (entry.file) body.append(entry.kind, entry.file, entry.name || entry.kind);
    try {
      const answer = await fetch('/say', { method: 'POST', body, headers: { Accept: 'application/json' } });
      const got = entry.file && answer.status === 413 ? { n: say.heavy } : await answer.json();
      entry.posting = false;
      if (got.to) return fresh(got.to);
      if (got.n) return refused(got);
      stored(got.k);
      if (!ready) poll(700);
    } catch (_) {
      offline();
      entry.tries = (entry.tries || 0) + 1;
      setTimeout(() => { entry.posting = false; again(); }, Math.min(60000, 2000 * Math.pow(2, entry.tries)));
    }
  }

  function again() {
    busy = false;
    clearTimeout(waitTimer);
    pump();
  }

  function stored(id) {
    if (!queue.length || queue[0].frame.i !== id) return;
    const entry = queue.shift();
    if (entry.line) {
      entry.line.classList.remove('waiting');
      entry.line.lastChild.remove();
    }
    released(entry);
    failures = 0;
    online();
    again();
  }

  function released(entry) {
    if (!entry.choices) return;
    entry.choices.classList.remove('busy');
    entry.button.removeAttribute('aria-busy');
  }

  function refused(got) {
    clearTimeout(waitTimer);
    tell(got.n);
    if (got.z) return void setTimeout(again, got.z * 1000);
    const entry = queue.shift();
    if (entry.line) entry.line.remove();
    released(entry);
    if (entry.frame.t && !box.value) box.value = entry.frame.t;
    again();
  }

  function offline() {
    if (offTimer || leaving) return;
    offTimer = setTimeout(() => ready || tell(say.offline), navigator.onLine ? 2500 : 0);
  }

  function online() {
    clearTimeout(offTimer);
    offTimer = 0;
    tell('');
  }

  // Receiving ----------------------------------------------------------------------------------

  const known = () => [...lines.keys()];

  function receive(got) {
    if (got.k) stored(got.k);
    else if (got.n) refused(got);
    else if (got.w) got.w.forEach(takeBack);
    else if (got.h) got.h.forEach(show);
    else if (got.r) show(got);
  }

  function connect() {
    if (socket || leaving) return;
    const secure = location.protocol === 'https:' ? 'wss://' : 'ws://';
    const opened = socket = new WebSocket(secure + location.host + '/socket');
    opened.onopen = () => opened.send(JSON.stringify({ c: say.token, a: known() }));
    opened.onmessage = (event) => {
      const got = JSON.parse(event.data);
      receive(got);
      if (!got.h) return;
      ready = true;
      if (!queue.length) failures = 0;
      clearTimeout(pollTimer);
      online();
      again();
    };
    opened.onclose = closed;
  }

  function closed(event) {
    socket = null;
    ready = false;
    if (event.code === 4001) return fresh('/?closed=1');
    if (event.code === 4003) return location.reload();
    failures += 1;
    offline();
    if (failures > 1) poll(0);
    again();
    setTimeout(connect, Math.min(30000, 500 * Math.pow(2, failures)) * (0.75 + Math.random() / 2));
  }

  // On a dead line a socket may take minutes to notice that it is closed.
  function drop() {
    if (!socket) return;
    socket.onclose = socket.onmessage = null;
    socket.close();
    closed({});
  }

  // The news also keeps the cookie fresh while the page is in use, and stands in for the socket.
  async function news() {
    const u = told < used;
    const body = JSON.stringify({ c: say.token, a: known(), u });
    const answer = await fetch('/lines', { method: 'POST', body, headers: { Accept: 'application/json' } });
    const got = await answer.json();
    if (got.to) return fresh(got.to);
    if (u) told = Date.now();
    return receive(got);
  }

  function poll(delay) {
    clearTimeout(pollTimer);
    pollTimer = setTimeout(() => {
      if (ready) return;
      news().then(online, offline).then(() => poll(Math.min(20000, 1000 + delay * 2)));
    }, delay);
  }

  function touched() {
    used = Date.now();
    if (used - told > Math.min(180000, idle / 4 || 180000)) news().catch(offline);
  }

  function fresh(page) {
    if (reopened && Date.now() - used < 60000) return tell(say.cookies);
    leaving = true;
    location.replace(page);
  }

  function watch() {
    if (idle && Date.now() - used > idle) fresh('/?closed=1');
  }

  // What a person does -------------------------------------------------------------------------

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (text) put({ t: text });
    box.value = '';
    fit();
    box.focus();
  });
  document.querySelectorAll('form.send').forEach((other) => other.addEventListener('click', (event) => {
    if (event.target.name !== 'text') return;
    event.preventDefault();
    put({ t: event.target.value }, { label: event.target.textContent });
    fold();
    if (other.matches('.begin')) other.remove();
  }));
  log.addEventListener('click', (event) => {
    const button = event.target.closest('button[name=tap]');
    if (!button) return;
    event.preventDefault();
    const choices = button.form, line = button.closest('.line');
    if (choices.matches('.busy')) return;
    choices.classList.add('busy');
    button.setAttribute('aria-busy', 'true');
    put({ d: button.value, m: line.dataset.ref.split(' ').pop() }, { choices, button });
  });
  log.addEventListener('submit', (event) => event.preventDefault());

  function fit() {
    box.style.height = 'auto';
    box.style.height = box.scrollHeight + 2 + 'px';
  }
  box.addEventListener('input', () => { fit(); touched(); });
  box.addEventListener('keydown', (event) => {
    const typing = event.isComposing || event.shiftKey || matchMedia('(pointer: coarse)').matches;
    if (event.key !== 'Enter' || typing) return;
    event.preventDefault();
    form.dispatchEvent(new Event('submit', { cancelable: true }));
  });

  function sendPlace() {
    const round = (degrees) => Math.round(degrees * 1e5) / 1e5;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => put({ g: [round(coords.latitude), round(coords.longitude)] }, { label: '📍' }),
      () => tell(say.nowhere),
      { enableHighAccuracy: true, timeout: 20000 },
    );
  }

  function sendFile(kind, file, extra) {
    more.open = false;
    if (file.size > say.file) return tell(say.heavy);
    const text = kind === 'photo' ? box.value.trim() : '';
    if (text) box.value = '';
    put({ t: text }, Object.assign({ kind, file }, extra));
  }

  // A smaller photo spares the line, and drawing it anew leaves out where it was taken.
  function smaller(file) {
    return new Promise((done) => {
      const image = new Image();
      image.onerror = () => done(file);
      image.onload = () => {
        const scale = Math.min(1, 1280 / Math.max(image.width, image.height));
        const canvas = make('canvas', { width: image.width * scale, height: image.height * scale });
        canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => done(blob || file), 'image/jpeg', 0.75);
      };
      image.src = URL.createObjectURL(file);
    });
  }

  form.querySelectorAll('input[type=file]').forEach((input) => input.addEventListener('change', async () => {
    const file = input.files[0];
    input.value = '';
    if (!file) return;
    if (input.name === 'voice') return sendFile('voice', file, { label: '🎤 ' + say.noise });
    if (input.name === 'document') {
      // Of its name only the ending is sent on.
      return sendFile('document', file, { label: '📄 ' + file.name, name: 'x.' + file.name.split('.').pop() });
    }
    const photo = await smaller(file);
    sendFile('photo', photo, { picture: URL.createObjectURL(photo) });
  }));

  $('voice').addEventListener('click', (event) => {
    if (deaf || !window.MediaRecorder || !navigator.mediaDevices) return; // then a file is chosen
    event.preventDefault();
    more.open = false;
    navigator.mediaDevices.getUserMedia({ audio: true }).then(record, () => {
      deaf = true;
      tell(say.nomic);
      more.open = true;
    });
  });

  function record(stream) {
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 16000 }), parts = [];
    const begun = Date.now();
    const stop = (wanted) => {
      clearInterval(clock);
      recorder.onstop = () => {
        stream.getTracks().forEach((track) => track.stop());
        tell('');
        const type = recorder.mimeType || 'audio/webm';
        if (wanted) sendFile('voice', new Blob(parts, { type }), { label: '🎤 ' + say.noise });
      };
      recorder.stop();
    };
    const press = (label, wanted, className) => {
      const button = make('button', { type: 'button', className }, label);
      button.addEventListener('click', () => stop(wanted));
      return button;
    };
    const time = make('span', {});
    const tick = () => {
      const seconds = Math.round((Date.now() - begun) / 1000);
      time.textContent = say.recording.replace('{time}', Math.floor(seconds / 60) + ':' + ('0' + seconds % 60).slice(-2));
    };
    const clock = setInterval(tick, 1000);
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.start();
    tick();
    tell('', time, press(say.done, true, 'main'), press(say.drop, false, ''));
    status.querySelector('button').focus();
  }

  function leave(event) {
    if (event) event.preventDefault();
    leaving = true;
    document.documentElement.hidden = true;
    fetch('/leave', { method: 'POST', keepalive: true, body: new URLSearchParams({ c: say.token }) })
      .catch(() => {});
    if (socket) socket.close();
    location.replace(say.leave);
  }
  $('leave').addEventListener('submit', leave);
  let escaped = 0;
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (Date.now() - escaped < 1500) leave();
    escaped = Date.now();
    fold();
  });

  window.addEventListener('beforeunload', (event) => {
    if (!queue.length || leaving) return;
    event.preventDefault();
    event.returnValue = say.unsent;
  });
  window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  window.addEventListener('online', () => { failures = Math.min(failures, 1); connect(); });
  window.addEventListener('offline', drop);
  document.addEventListener('visibilitychange', watch);
  setInterval(watch, 15000);

  const place = log.querySelector('[data-expecting=location]');
  if (place) offerPlace(place, 'location');
  below();
  connect();
  if (invited) put({ t: '/activate ' + invited[1] });
})();

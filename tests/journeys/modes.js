// What a person would see on a page as it stands. Evaluated in the page by modes.py; each answer is a list of faults.
window.wapentake = (() => {
  const said = it => (it.innerText || it.value || it.getAttribute('aria-label') || it.outerHTML || '').trim().replace(/\s+/g, ' ').slice(0, 80)
  const style = (it, part) => getComputedStyle(it, part)

  // Neither away, nor kept for screen readers alone.
  const seen = it => {
    if (!it.checkVisibility({ visibilityProperty: true })) return false
    for (let up = it; up && up !== document.body; up = up.parentElement) {
      const box = up.getBoundingClientRect(), look = style(up)
      if (look.overflow !== 'visible' && (box.width <= 1 || box.height <= 1)) return false
      if (look.clipPath.startsWith('inset(50%')) return false
      if (look.position === 'absolute' && box.right < 0) return false
    }
    return true
  }

  // Every run of words with the boxes of its lines.
  const runs = () => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode, parent = node.parentElement
      if (!node.data.trim() || parent.closest('svg, script, noscript') || !seen(parent)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) if (box.width > 2) found.push({ parent, box, words: node.data.trim().slice(0, 60) })
    }
    return found
  }

  const wide = () => {
    const most = document.documentElement.clientWidth
    const over = document.documentElement.scrollWidth - most
    if (over <= 1) return []
    const who = [...document.body.querySelectorAll('*')].filter(it => seen(it) && it.getBoundingClientRect().right > most + 1 && !it.closest('.wt-scroll'))
    return [`the page is ${over} pixels too wide, because of ${who.slice(-2).map(said).join(' and ')}`]
  }

  // Words that a box cuts off: they reach out of something that hides what does not fit.
  const clipped = () => {
    const faults = []
    for (const { parent, box, words } of runs()) {
      for (let up = parent; up && up !== document.body; up = up.parentElement) {
        const look = style(up), edge = up.getBoundingClientRect()
        const x = ['hidden', 'clip'].includes(look.overflowX), y = ['hidden', 'clip'].includes(look.overflowY)
        if ((x && (box.right > edge.right + 2 || box.left < edge.left - 2)) || (y && (box.bottom > edge.bottom + 4 || box.top < edge.top - 4))) {
          faults.push(`“${words}” is cut off`)
          break
        }
      }
    }
    for (const it of document.querySelectorAll('input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), select')) {
      if (seen(it) && it.clientHeight < parseFloat(style(it).fontSize) * 1.15) faults.push(`the field “${said(it)}” is lower than its letters`)
    }
    return faults
  }

  // Words on words: their boxes share more than the leading of a line.
  const overlapping = () => {
    const faults = [], all = runs().sort((one, two) => one.box.top - two.box.top)
    all.forEach((one, at) => {
      for (let next = at + 1; next < all.length && all[next].box.top < one.box.bottom; next++) {
        const two = all[next]
        if (one.parent === two.parent || one.parent.contains(two.parent) || two.parent.contains(one.parent)) continue
        if (one.parent.closest('.wt-scroll') && two.parent.closest('.wt-scroll')) continue
        const across = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left)
        const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top)
        if (across > 2 && down > 0.4 * Math.min(one.box.height, two.box.height)) faults.push(`“${one.words}” and “${two.words}” lie on each other`)
      }
    })
    return faults
  }

  const targets = () => [...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button]')].filter(it => seen(it) && !it.closest('svg') && it.tabIndex >= 0)

  // WCAG 2.2, 2.5.8: at least 24 by 24 pixels, or that much room around; links inside a sentence are let off.
  const small = () => {
    const all = targets().map(it => {
      const boxes = [...it.getClientRects()], box = it.getBoundingClientRect()
      const sentence = it.matches('a') && style(it).display === 'inline' && [...it.closest('p, li, td, th, dd, dt, figcaption, caption, div').childNodes].some(node => node.nodeType === 3 && /\w/.test(node.data))
      return { it, box, boxes, x: box.left + box.width / 2, y: box.top + box.height / 2, little: (box.width < 24 || box.height < 24) && !sentence, sentence }
    })
    const faults = []
    for (const one of all.filter(each => each.little)) {
      for (const two of all) {
        if (one === two || one.it.contains(two.it) || two.it.contains(one.it)) continue
        const away = (box) => Math.hypot(Math.max(box.left - one.x, 0, one.x - box.right), Math.max(box.top - one.y, 0, one.y - box.bottom))
        const near = two.boxes.some(box => away(box) < 12) || (two.little && Math.hypot(one.x - two.x, one.y - two.y) < 24)
        if (near) faults.push(`“${said(one.it)}” (${Math.round(one.box.width)} by ${Math.round(one.box.height)}) has no room beside “${said(two.it)}”`)
      }
    }
    return faults
  }

  const moving = () => document.getAnimations().filter(it => it.playState === 'running').map(it => `something moves: ${said(it.effect.target)}`)

  // What has the focus: what it says, whether that can be seen, and whether something lies over it.
  const focused = () => {
    const at = document.activeElement
    if (!at || at === document.body) return null
    const label = at.matches('[type=radio], [type=checkbox]') ? document.querySelector(`label[for="${CSS.escape(at.id)}"]`) : null
    const looks = [style(at), ...(label ? [style(label, '::before'), style(label, '::after')] : [])]
    const shown = looks.some(look => (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none' || look.backgroundColor === 'rgb(255, 221, 0)')
    const boxes = [...at.getClientRects(), ...(label ? label.getClientRects() : [])].filter(box => box.width > 0)
    const free = boxes.some(box => {
      const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 60), box.top + box.height / 2)
      return top && (at.contains(top) || top.contains(at) || (label && (label.contains(top) || top.contains(label))))
    })
    return { said: said(at), tag: at.tagName, shown, free }
  }

  // WCAG 2.2, 2.4.11: what gets the focus, from before or from behind, is brought out from under what stays in place.
  const covered = () => {
    const faults = new Set()
    for (const order of [targets(), targets().reverse()]) {
      for (const it of order) {
        it.focus()
        if (document.activeElement === it && !focused().free) faults.add(`“${said(it)}” is covered while it has the focus`)
      }
    }
    document.activeElement.blur()
    window.scrollTo(0, 0)
    return [...faults]
  }

  // In the person's own colours a control keeps an edge, and a link its line.
  const faint = () => {
    const paper = style(document.body).backgroundColor, faults = []
    const edged = look => look.borderTopStyle !== 'none' && parseFloat(look.borderTopWidth) > 0 && look.borderTopColor !== paper
    for (const it of document.querySelectorAll('button, .govuk-button, input:not([type=hidden], [type=radio], [type=checkbox], [type=submit]), select, textarea')) {
      if (seen(it) && !edged(style(it)) && style(it).backgroundColor === paper) faults.push(`“${said(it)}” has no edge`)
    }
    for (const it of document.querySelectorAll('[type=radio], [type=checkbox]')) {
      const label = document.querySelector(`label[for="${CSS.escape(it.id)}"]`)
      if (seen(it) && label && !edged(style(label, '::before'))) faults.push(`the box of “${said(label)}” has no edge`)
    }
    for (const it of document.querySelectorAll('svg.wt-money')) {
      if (!seen(it)) continue
      const frame = it.querySelector('.frame'), left = it.querySelector('.left'), paid = it.querySelector('.paid'), committed = it.querySelector('.committed')
      if (frame && style(frame).stroke === paper) faults.push('a money bar has no frame')
      const ground = left ? style(left).fill : paper
      if (paid && paid.width.baseVal.value > 0 && style(paid).fill === ground) faults.push('what is paid looks like what is left')
      if (committed && committed.width.baseVal.value > 0 && (style(committed).fill === ground || (paid && style(committed).fill === style(paid).fill && style(committed).fillOpacity === style(paid).fillOpacity))) faults.push('what is committed looks like another part')
    }
    return faults
  }

  let sheet = null
  const dress = css => {
    sheet ??= new CSSStyleSheet()
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    sheet.replaceSync(css)
  }

  // Choose something else everywhere, as a person does who tries a form out. Nothing may be sent by that.
  const change = () => {
    const fields = [...document.querySelectorAll('select, input:not([type=hidden], [type=file], [type=submit]), textarea')].filter(seen)
    for (const it of fields) {
      if (it.matches('select')) it.selectedIndex = it.options.length - 1
      else if (it.matches('[type=radio], [type=checkbox]')) it.checked = !it.checked
      else it.value = '1'
      for (const kind of ['input', 'change']) it.dispatchEvent(new Event(kind, { bubbles: true }))
      it.focus()
      it.blur()
    }
    return fields.length
  }

  return { wide, clipped, overlapping, small, moving, focused, covered, faint, dress, change }
})()

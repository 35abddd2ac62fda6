/**
 * The only script of the page, and the page does without it: it shows a button beside each value
 * that copies it. Allowed by its hash, so nothing else can run.
 */
export const COPY_SCRIPT = `if(navigator.clipboard)for(const b of document.querySelectorAll("[data-copy]")){b.hidden=false;b.addEventListener("click",async()=>{await navigator.clipboard.writeText(b.dataset.copy);const t=b.textContent;b.textContent=b.dataset.done;setTimeout(()=>{b.textContent=t},2000)})}`;

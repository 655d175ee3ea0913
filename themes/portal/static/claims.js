// Escape closes the note on where a number comes from, until the pointer or the focus comes back.
document.addEventListener("keydown", function (event) {
  if (event.key !== "Escape") return;
  document.querySelectorAll(".claim").forEach(function (claim) {
    if (!claim.matches(":hover, :focus-within")) return;
    claim.classList.add("is-dismissed");
    var reopen = function () {
      claim.classList.remove("is-dismissed");
      claim.removeEventListener("mouseleave", reopen);
      claim.removeEventListener("focusout", reopen);
    };
    claim.addEventListener("mouseleave", reopen);
    claim.addEventListener("focusout", reopen);
  });
});

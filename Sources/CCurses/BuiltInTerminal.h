/// What nearly all terminals of today understand, as a compiled terminfo entry, for one that terminfo does not know by name: stock systems
/// lack the entries of alacritty, foot, ghostty, kitty, st, wezterm and others.
///
/// Made by `tic -x -o DIRECTORY` and `infocmp -Q2 -q` from
///
///     dlviz-xterm-like|what nearly all terminals of today understand,
///       am, bce, km, mir, msgr, xenl,
///       colors#0x100, cols#80, it#8, lines#24, pairs#0x10000,
///       bel=^G, bold=\E[1m, civis=\E[?25l, clear=\E[H\E[2J,
///       cnorm=\E[?25h, cr=\r, cub1=^H, cud1=\n, cuf1=\E[C,
///       cup=\E[%i%p1%d;%p2%dH, cuu1=\E[A, dim=\E[2m, ed=\E[J, el=\E[K,
///       home=\E[H, ind=\n, kbs=^?, kcbt=\E[Z, kcub1=\EOD, kcud1=\EOB,
///       kcuf1=\EOC, kcuu1=\EOA, kdch1=\E[3~, kend=\EOF, kent=\EOM,
///       kf1=\EOP, kf10=\E[21~, kf11=\E[23~, kf12=\E[24~, kf2=\EOQ,
///       kf3=\EOR, kf4=\EOS, kf5=\E[15~, kf6=\E[17~, kf7=\E[18~,
///       kf8=\E[19~, kf9=\E[20~, khome=\EOH, kich1=\E[2~, kmous=\E[<,
///       knp=\E[6~, kpp=\E[5~, op=\E[39;49m, rev=\E[7m,
///       rmcup=\E[?1049l, rmkx=\E[?1l\E>, rmul=\E[24m,
///       setab=\E[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m,
///       setaf=\E[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m,
///       sgr0=\E[m, smcup=\E[?1049h, smkx=\E[?1h\E=, smul=\E[4m,
#pragma once

#define CCURSES_BUILT_IN_ENTRY \
  "b64:HgI_AB0ADwBpAYcBZGx2aXoteHRlcm0tbGlrZXx3aGF0IG5lYXJseSBhbGwgdGVybWluYWxzIG9mIHRvZGF5IHVuZGVyc3RhbmQAAAEAAAEAAAAB" \
  "AAAAAAEBAAAAAAAAAAAAAAAAAAFQAAAACAAAABgAAAD_____________________________________________________AAEAAAAAAQD__wAAAgD_" \
  "____BAAMABAA_____xQAJQAnACsAMgD__zQAOwD__z8A__________________9DAEgA__9RAP_______1YA__9bAP____9gAGQA________bQD_____" \
  "_____________________3MA________dQD__3oA__________9-AIIAiACMAJAAlACaAKAApgCsALIAtgD__7sA__-_AMQAyQD________NANEA2QD_" \
  "_______________________________________________________________________________________________________hAP__________" \
  "_____________________________________-MA________________________________________5wDrAP______________________________" \
  "_______________________________________________________________________________________________________vAPUA________" \
  "____________________________________________________________________________________________________________________" \
  "_______________________________________________________________________________________7AP__________________________" \
  "____________________________________________________________________________________________________________________" \
  "_________wQB________CAFHAQcADQAbW0gbWzJKABtbSwAbW0oAG1slaSVwMSVkOyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWz8yNWgAG1tDABtbQQAb" \
  "WzFtABtbPzEwNDloABtbMm0AG1s3bQAbWzRtABtbbQAbWz8xMDQ5bAAbWzI0bQB_ABtbM34AG09CABtPUAAbWzIxfgAbT1EAG09SABtPUwAbWzE1fgAb" \
  "WzE3fgAbWzE4fgAbWzE5fgAbWzIwfgAbT0gAG1syfgAbT0QAG1s2fgAbWzV-ABtPQwAbT0EAG1s_MWwbPgAbWz8xaBs9AAoAG1taABtPRgAbT00AG1sy" \
  "M34AG1syNH4AG1szOTs0OW0AG1s8ABtbJT8lcDElezh9JTwldDMlcDElZCVlJXAxJXsxNn0lPCV0OSVwMSV7OH0lLSVkJWUzODs1OyVwMSVkJTttABtb" \
  "JT8lcDElezh9JTwldDQlcDElZCVlJXAxJXsxNn0lPCV0MTAlcDElezh9JS0lZCVlNDg7NTslcDElZCU7bQA="

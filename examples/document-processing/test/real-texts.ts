/** What Tesseract made of real documents, mistakes included. */
export const aldi = `
ALDI
Pohlweg 110
33100 Paderborn
UNSERE ÖFFNUNGSZEITEN
MO.-SA. 9.00 Uhr - 20.00 Uhr
ECHTER UBERSEERUM 40%VOL. 5,69 0
GUTFRIED GEFL./HAHN. FL. . 1,99 C
BRIOCHE-KNOTEN 0,29 C
FITNESSBRÖTCHEN 0,29 C
ZU ZAHLEN EURO 24,23
BARGELD 40,00
ZURÜCK 15,77
MWST Netto MWST-BETRAG BRUTTO
C 7,00% 17,33 1,21 18,54
D 19,00% 4,78 0,91 5,69
ANZAHL ARTIKEL 19
Vielen Dank für Ihren Einkauf!
Aldi GmbH & Co. KG, Schloß Holte
10(1&107 8746 ) 09:48 02.03.2020
`

export const real = `
real GmbH
1) 33100 Paderborn
Husener Str. 121
Tel: 0 5251/68 60 80
STEINOFENBROETCHEN 0,29 E
KAROTTENSA_AT 7 1,19 E
~ _INDISCHES ~HICKEN 3,99 E
SUMME EUR 6.47
Bar EUR 5,47
Mehrwertst. ohne MwSt mit MwSt
E 7,0% 0,36 5,11 BE, 47
24.02.20 14:52 8665105 0263
2 PAYBACK Punkte.
`

export const wholeFoods = `
'M A R K E TA
WHOLE FOODS MARKET - WESTPORT,CT 06880
399 POST RD WEST - (203) 227-6858
x 365 BACON LS NP 4.99 F
x 365 BACON LS NP 4.99 F
x BROTH CHIC NP 2.19 F
x FLOUR ALMOND NP 11.99 F
x CHKN BRST BNLSS SK NP 18.80 F
xxx TAX .00 BAL 101.33
`

export const hornbach = `
Es gibt immer was zu tun.
HORNBACH Baumarkt AG
Filiale 547
HeisenbergstraBe 2
33104 Paderborn
2 Rolle x 4,85
PARKETTZUBEHOR Chris hal
SELITstop Komfort-Fe 49,80 1
SUMME [3] EUR 152,00
GEGEBEN ec-Karte EUR 152,00
-K-U-N-D-E-N-B-E-L-E-G-
Vielen Dank!
Terminal -ID : 65220902
Kartenzahlung
EUR 152,00
Datum 23.09.16 14:05 Uhr
`

export const circular = `
Ss, Advisory
On ircuiar
Subject: General Aviation, Coded   Date: 6/1/07   AC No: 91-77
Departure Routes (CDR)   Initiated by: AJR-1
1. PURPOSE.
This advisory circular provides guidance to customers of the National Airspace System (NAS)
on the use of Coded Departure Routes (CDR). CDRs provide more flexibility for selecting an
alternate departure for a specific airport when a traffic constraint such as thunderstorms
`

export const form1040 = `
Department of the Treasury—Internal Revenue Service
Form Income Tax Return for Single and
1040EZ Joint Filers With No Dependents (9) 2012 OMB No. 1545-0074
If a joint return, spouse’s first name and initial Spouse’s social security number
Home address (number and street). If you have a P.O. box, see instructions. Apt. no. A Make sure the SSN)
Attach your Form(s) W-2. 1
`

export const invoice = `
Invoice
Invoice Number:
1
Date:
22/10/21
Bill To:
John Doe
Acme Corp
Bill From:
Big Corp
2 Flowers Streets, London
Nike Air Max   1   53 EUR
Discount   1   -10 EUR
Total without VAT   43 EUR
VAT Rate   20%
VAT Paid   8.6 EUR
Total paid with VAT   51.6 EUR
`

export const preface = `
PREFACE
In 1939 the Yorkshire Parish Register Society, of which the
Parish Register Section of the Yorkshire Archaeological Society is
the successor (the publications having been issued in numerical
sequence without any break) published as its Volume No. 108 the
entries in the Register of Wensley Parish Church from 1538 to 1700
inclusive. These entries comprised the first 110 pages (and a few lines
of p. 111) of the oldest register at Wensley. The present volume
`
